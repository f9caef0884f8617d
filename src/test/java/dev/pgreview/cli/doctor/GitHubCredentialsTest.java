package dev.pgreview.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.cli.doctor.CheckResult.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubCredentialsTest {
  /** What PKCS#8 has before the PKCS#1 of a key with 2048 bits. */
  private static final int PKCS8_HEADER = 26;

  private static String pkcs8 = "";
  private static String pkcs1 = "";

  private final Path folder;

  GitHubCredentialsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    pkcs8 = pem("PRIVATE KEY", der);
    pkcs1 = pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, PKCS8_HEADER, der.length));
  }

  private static String pem(String title, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + title + "-----\n" + text + "\n-----END " + title + "-----\n";
  }

  @Test
  void bothFormsOfKeysAreReadAsTextAndFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("app.pem"), pkcs1);
    for (String key : new String[] {pkcs1, pkcs8, pkcs8.replace("\n", "\\n"), file.toString()}) {
      assertThat(check("1234", key, "word").level()).isEqualTo(Level.GOOD);
    }
  }

  @Test
  void withoutAnyTheServiceIsWhatLacksThem() {
    assertThat(new GitHubCredentials(Map.of()).check().level()).isEqualTo(Level.ABSENT);
  }

  @Test
  void whatIsMissingIsNamedAndNothingElseIsShown() {
    CheckResult result = check("1234", "", "hush");
    assertThat(result.level()).isEqualTo(Level.WRONG);
    assertThat(result.advice())
        .containsExactly("set PGREVIEW_GITHUB_PRIVATE_KEY too, or none of them");
    assertThat(result.toString()).doesNotContain("hush", "1234");
  }

  @Test
  void aKeyThatCannotBeReadIsSaidWithoutShowingIt() throws IOException {
    String damaged = pkcs8.replace("MII", "XXX");
    for (String key :
        new String[] {
          damaged,
          folder.resolve("missing.pem").toString(),
          folder.toString(),
          Files.writeString(folder.resolve("no.pem"), "not a key").toString(),
          "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----"
        }) {
      CheckResult result = check("1234", key, "hush");
      assertThat(result.level()).as(key).isEqualTo(Level.WRONG);
      assertThat(result.advice())
          .singleElement()
          .asString()
          .contains("PGREVIEW_GITHUB_PRIVATE_KEY");
      assertThat(result.toString())
          .doesNotContain("hush", "MHcCAQEE", damaged.substring(40, 60), "not a key");
    }
  }

  private static CheckResult check(String id, String key, String secret) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PGREVIEW_GITHUB_APP_ID", id);
    environment.put("PGREVIEW_GITHUB_PRIVATE_KEY", key);
    environment.put("PGREVIEW_GITHUB_WEBHOOK_SECRET", secret);
    return new GitHubCredentials(environment).check();
  }
}
