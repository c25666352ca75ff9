import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The published analyzer on Lucene itself. Arguments: a file with the parts of the analyzer, one a line (kind TAB
 * values), a file of texts, one a line, a file of phrases, one a line; characters as \\uXXXX. Prints for each phrase
 * the numbers of the texts that hold it. Any part that it does not know ends it with an error.
 */
public class Analyzed {
    private static String plain(String written) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < written.length(); i += 6) {
            made.append((char) Integer.parseInt(written.substring(i + 2, i + 6), 16));
        }
        return made.toString();
    }

    private static Analyzer analyzer(Path parts) throws Exception {
        NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
        List<String[]> patterns = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        for (String line : Files.readAllLines(parts)) {
            String[] part = line.split("\t");
            switch (part[0]) {
                case "map": builder.add(plain(part[1]), plain(part[2])); break;
                case "pattern": patterns.add(new String[] {plain(part[1]), plain(part[2])}); break;
                case "tokenizer": if (!part[1].equals("standard")) throw new IllegalArgumentException(line); break;
                case "filter": filters.add(part[1]); break;
                default: throw new IllegalArgumentException(line);
            }
        }
        NormalizeCharMap map = builder.build();
        return new Analyzer() {
            @Override
            protected Reader initReader(String field, Reader reader) {
                Reader made = new MappingCharFilter(map, reader);
                for (String[] pattern : patterns) {
                    made = new PatternReplaceCharFilter(Pattern.compile(pattern[0]), pattern[1], made);
                }
                return made;
            }

            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer source = new StandardTokenizer();
                TokenStream stream = source;
                for (String filter : filters) {
                    switch (filter) {
                        case "cjk_width": stream = new CJKWidthFilter(stream); break;
                        case "lowercase": stream = new LowerCaseFilter(stream); break;
                        default: throw new IllegalArgumentException(filter);
                    }
                }
                return new TokenStreamComponents(source, stream);
            }
        };
    }

    private static List<String> tokens(Analyzer analyzer, String text) throws Exception {
        List<String> made = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                made.add(term.toString());
            }
            stream.end();
        }
        return made;
    }

    public static void main(String[] arguments) throws Exception {
        Analyzer analyzer = analyzer(Path.of(arguments[0]));
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            int number = 0;
            for (String line : Files.readAllLines(Path.of(arguments[1]))) {
                Document document = new Document();
                document.add(new StoredField("number", number++));
                document.add(new TextField("text", plain(line), Field.Store.NO));
                writer.addDocument(document);
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (String line : Files.readAllLines(Path.of(arguments[2]))) {
                PhraseQuery.Builder phrase = new PhraseQuery.Builder();
                for (String token : tokens(analyzer, plain(line))) {
                    phrase.add(new Term("text", token));
                }
                StringBuilder found = new StringBuilder();
                for (ScoreDoc hit : searcher.search(phrase.build(), Math.max(1, reader.maxDoc())).scoreDocs) {
                    found.append(searcher.doc(hit.doc).get("number")).append(' ');
                }
                out.println(found.toString().trim());
            }
        }
    }
}
