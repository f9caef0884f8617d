package dev.pgreview.github;

import dev.pgreview.github.ReviewCommentStore.Posted;
import dev.pgreview.github.ReviewComments.Publication;
import dev.pgreview.github.ReviewComments.Refusal;
import dev.pgreview.github.http.GitHubException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the comments that stand on a pull request to those that are wanted. */
final class ReviewCommentSync {
  /** GitHub does not say how many it takes in one review; with many it is slow and times out. */
  private static final int MOST_TOGETHER = 30;

  private final ReviewCommentStore store;
  private final String headSha;
  private final String settledNote;
  private final ReviewThreads threads;

  ReviewCommentSync(ReviewCommentStore store, String headSha, String settledNote) {
    this.store = store;
    this.headSha = headSha;
    this.settledNote = settledNote;
    this.threads = store.threads();
  }

  Publication run(List<LineComment> all) {
    Map<String, LineComment> wanted = new LinkedHashMap<>();
    all.forEach(comment -> wanted.putIfAbsent(comment.key(), comment));
    Map<String, LineComment> missing = new LinkedHashMap<>(wanted);
    int updated = 0;
    int unchanged = 0;
    int settled = 0;
    // Newest first: of two with one key, the newer stands where the code is now.
    for (Posted posted : store.own().reversed()) {
      LineComment comment = wanted.get(posted.key());
      boolean stands =
          comment != null && !posted.outdated() && missing.remove(posted.key()) != null;
      if (comment != null && stands) {
        if (refresh(posted, comment)) {
          updated++;
        } else {
          unchanged++;
        }
      } else if (comment != null && !posted.answered()) {
        store.delete(posted);
      } else if (!posted.settled()) {
        settle(posted);
        settled++;
      }
    }
    List<Refusal> refused = create(new ArrayList<>(missing.values()));
    return new Publication(
        missing.size() - refused.size(), updated, unchanged, settled, List.copyOf(refused));
  }

  private boolean refresh(Posted posted, LineComment comment) {
    String body = ReviewCommentStore.body(comment, false);
    if (Marker.same(posted.body(), body)) {
      return false;
    }
    store.update(posted, body);
    if (posted.settled()) {
      threads.open(posted.id(), posted.nodeId());
    }
    return true;
  }

  private void settle(Posted posted) {
    String old = posted.body().substring(posted.body().indexOf('\n') + 1);
    String text =
        settledNote + "\n\n<details><summary>What it was</summary>\n\n" + old + "\n\n</details>";
    // Thread first: should this be interrupted, the text still says that it is to be done.
    threads.close(posted.id(), posted.nodeId());
    store.update(posted, Marker.on(posted.key(), true, text));
  }

  private List<Refusal> create(List<LineComment> comments) {
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < comments.size(); i += MOST_TOGETHER) {
      List<LineComment> batch = comments.subList(i, Math.min(comments.size(), i + MOST_TOGETHER));
      try {
        store.createTogether(headSha, batch);
      } catch (GitHubException.Refused one) {
        // It does not say which.
        singly(batch, refused);
      } catch (GitHubException.Temporary fault) {
        if (!fault.uncertain() || !stand(batch)) {
          throw fault;
        }
      }
    }
    return refused;
  }

  private void singly(List<LineComment> comments, List<Refusal> refused) {
    for (LineComment comment : comments) {
      try {
        store.create(headSha, comment);
      } catch (GitHubException.Refused no) {
        refused.add(new Refusal(comment, no.reason()));
      } catch (GitHubException.Temporary fault) {
        if (!fault.uncertain() || !stand(List.of(comment))) {
          throw fault;
        }
      }
    }
  }

  /** Whether all of them are there, although GitHub gave no answer. */
  private boolean stand(List<LineComment> comments) {
    Set<String> there = new HashSet<>();
    store.own().forEach(posted -> there.add(posted.key()));
    return comments.stream().allMatch(comment -> there.contains(comment.key()));
  }
}
