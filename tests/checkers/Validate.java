import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files with veraPDF: Validate FLAVOURS(comma-separated) FILE...
 *
 * Prints, separated by tabs, "checked FILE FLAVOUR ASSERTIONS COMPLIANT" for each file and flavour, and
 * "failed FILE FLAVOUR CLAUSE TEST MESSAGE CONTEXT" for each failure.
 */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : arguments[0].split(",")) {
            flavours.add(PDFAFlavour.byFlavourId(id));
        }
        // veraPDF keeps its state in thread locals, so that files can be validated side by side.
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<String>> reports = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String file = arguments[i];
            reports.add(workers.submit(() -> validate(file, flavours)));
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (Future<String> report : reports) {
            out.print(report.get());
        }
        out.flush();
        workers.shutdown();
    }

    private static String validate(String file, List<PDFAFlavour> flavours) throws Exception {
        StringBuilder report = new StringBuilder();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file))) {
            parser.setFlavours(flavours);
            try (PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(flavours, 100, false, true, false)) {
                for (ValidationResult result : validator.validateAll(parser)) {
                    PDFAFlavour flavour = result.getPDFAFlavour();
                    line(report, "checked", file, flavour.getId(), String.valueOf(result.getTotalAssertions()),
                            String.valueOf(result.isCompliant()));
                    for (TestAssertion failure : result.getTestAssertions()) {
                        String message = failure.getErrorMessage();
                        line(report, "failed", file, flavour.getId(), failure.getRuleId().getClause(),
                                String.valueOf(failure.getRuleId().getTestNumber()),
                                message == null ? failure.getMessage() : message,
                                failure.getLocation().getContext());
                    }
                }
            }
        }
        return report.toString();
    }

    private static void line(StringBuilder report, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i] == null ? "" : fields[i];
            report.append(i == 0 ? "" : "\t").append(field.replaceAll("\\s+", " "));
        }
        report.append('\n');
    }
}
