public class PrepareParser { public static void main(String[] a) { System.out.println("prepare " + String.join(" ", a)); } }
