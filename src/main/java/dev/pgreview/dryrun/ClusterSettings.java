package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * How the servers are set up: data that is thrown away is never made safe against crashes, nothing
 * runs in the background, and the locale is one in which text does not sort by bytes as a matter of
 * course, so that plans are those of a usual production server.
 */
final class ClusterSettings {
  private ClusterSettings() {}

  /** Differs when anything in here, or in the roles, differs: part of every template's name. */
  static String revision(PostgresVersion version) {
    String all =
        String.join(
            "\n",
            String.join(" ", initdb(version, "")),
            postgresqlConf(version),
            pgHbaConf(),
            String.join("\n", MigratorRole.create("")),
            String.join("\n", MigratorRole.ownDatabase(ClusterTemplate.MIGRATOR)));
    return BaseKeys.digest(all).substring(0, 8);
  }

  static List<String> initdb(PostgresVersion version, String locale) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--encoding=UTF8",
                "--locale=" + locale,
                "--lc-messages=C",
                "--auth=password",
                "--no-sync",
                "--no-instructions",
                "--wal-segsize=1"));
    if (version.atLeast(18)) {
      options.add("--no-data-checksums");
    }
    return options;
  }

  /** Locales to try, best first; which of them there are is the operating system's matter. */
  static List<String> locales() {
    return List.of("C.UTF-8", "en_US.UTF-8", "C");
  }

  static String postgresqlConf(PostgresVersion version) {
    String selfGrant = version.atLeast(16) ? "createrole_self_grant = 'set, inherit'\n" : "";
    return selfGrant
        + """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 20
        superuser_reserved_connections = 5
        max_locks_per_transaction = 100
        # Each holds a relation (RelationHolds), and adds to the room for locks.
        max_prepared_transactions = 300
        shared_buffers = 32MB
        huge_pages = off
        # In the data directory, so that a killed server leaves nothing in /dev/shm.
        dynamic_shared_memory_type = mmap
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        wal_level = replica
        # Room for the standby that does not come: see HeldCommits.
        max_wal_senders = 1
        max_wal_size = 1GB
        min_wal_size = 2MB
        checkpoint_timeout = 1d
        bgwriter_lru_maxpages = 0
        autovacuum = off
        max_parallel_workers = 0
        max_parallel_workers_per_gather = 0
        max_parallel_maintenance_workers = 0
        jit = off
        temp_file_limit = 1GB
        timezone = 'UTC'
        log_timezone = 'UTC'
        datestyle = 'iso, mdy'
        lc_messages = 'C'
        default_text_search_config = 'pg_catalog.english'
        update_process_title = off
        log_min_messages = warning
        """;
  }

  /**
   * Over the loopback only, and nobody without the password: other users of the machine stay out.
   */
  static String pgHbaConf() {
    return "host all all 127.0.0.1/32 password\n";
  }
}
