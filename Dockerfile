# The service. Build pgreview itself first (./pgreview --version does), then: docker build --tag pgreview .
# Without a registry: src/docker/jdk-image.sh, and --build-arg JDK_IMAGE=pgreview/jdk:25
ARG JDK_IMAGE=eclipse-temurin:25-jre
FROM ${JDK_IMAGE}
COPY target/pgreview.jar /opt/pgreview/
COPY target/lib /opt/pgreview/lib
COPY src/docker/service /opt/pgreview/bin
RUN echo 'pgreview:x:10001:10001::/var/lib/pgreview:/bin/sh' >>/etc/passwd \
    && mkdir -p /var/lib/pgreview && chown 10001:10001 /var/lib/pgreview \
    && /opt/pgreview/bin/train
USER 10001:10001
ENV PGREVIEW_DATA_DIR=/var/lib/pgreview
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/pgreview/bin/health"]
ENTRYPOINT ["/opt/pgreview/bin/serve"]
