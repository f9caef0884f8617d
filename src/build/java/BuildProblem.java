/** Something that the person who builds can put right; the message says what and how, in one sentence. */
final class BuildProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BuildProblem(String message) {
        super(message);
    }
}
