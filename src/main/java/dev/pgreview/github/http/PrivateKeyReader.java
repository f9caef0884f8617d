package dev.pgreview.github.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an RSA key from PEM: PKCS#8, or PKCS#1 as GitHub hands it out. */
final class PrivateKeyReader {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  /** Version 0 and the algorithm rsaEncryption: what PKCS#8 has around PKCS#1 (RFC 5208, 8017). */
  private static final byte[] RSA_HEADER =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private PrivateKeyReader() {}

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold it
   */
  static PrivateKey read(String pem) {
    Matcher block = PEM.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "the App's private key is no PEM: it must begin with -----BEGIN RSA PRIVATE KEY----- or"
              + " -----BEGIN PRIVATE KEY-----");
    }
    try {
      byte[] content = Base64.getMimeDecoder().decode(block.group(2));
      byte[] pkcs8 = block.group(1) == null ? content : wrapped(content);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "the App's private key is damaged: download it again from GitHub", broken);
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEADER);
    inner.writeBytes(tagged(OCTET_STRING, pkcs1));
    return tagged(SEQUENCE, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
