namespace Layers;

/// <summary>A report on a model: its graph, the distributions that its layers learned beside the data of today, its training, the
/// importance of each column, and its evaluation.</summary>
/// <remarks>The report keeps its results and not the model, so the model may be disposed. As HTML it is one page under 300 KB for models of
/// any size, without scripts and without resources from elsewhere. The page follows the dark mode of the reader's system, can be printed,
/// and works with a keyboard and with screen readers. The same report gives the same bytes.</remarks>
/// <example><code>
/// using var model = Model.Load("penguins.keras");
/// ModelReport report = model.Report(DataFile.Csv("today.csv"));
/// report.Save("report.html");
/// Console.WriteLine(report);                                    // as Markdown
/// </code></example>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class ModelReport : IShown
{
    internal ModelReport(string title, ModelSignature signature, Diagram diagram, ReportedFeatures features) =>
        (Title, Signature, Diagram, Features) = (title, signature, diagram, features);

    /// <summary>The title of the report, by default the model's name.</summary>
    public string Title { get; }

    /// <summary>The comparison of the rows of today with training; <see langword="null"/> without rows, and if no layer knows the data that
    /// it was adapted to.</summary>
    public SkewReport? Skew { get; internal init; }

    /// <summary>The evaluation on the rows of today; <see langword="null"/> without labels, and if the model is not compiled.</summary>
    public Evaluation? Evaluation { get; internal init; }

    /// <summary>The logs of each epoch of the last training; <see langword="null"/> if the model has none.</summary>
    public History? History { get; internal init; }

    /// <summary>The importance of each column, in descending order; empty if it was not measured.</summary>
    public IReadOnlyList<FeatureImportance> Importances { get; internal init; } = [];

    /// <summary>The report on the other model; <see langword="null"/> for none.</summary>
    public ModelReport? Beside { get; internal init; }

    /// <summary>The parts that the report lacks, each with the reason, in a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>Short facts about the model, by name.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>The inputs and outputs of the model.</summary>
    internal ModelSignature Signature { get; }

    internal Diagram Diagram { get; }

    internal ReportedFeatures Features { get; }

    /// <summary>Returns the report as a page: a whole file of HTML, which is also XML.</summary>
    public string ToHtml() => ReportPage.Of(this);

    /// <summary>Returns the report as Markdown, with the diagram as Mermaid, which GitHub and others draw.</summary>
    public string ToMarkdown() => ReportMarkdown.Of(this);

    /// <summary>Returns the diagram of the model as Mermaid.</summary>
    public string ToMermaid() => Mermaid.Of(Diagram);

    /// <summary>Returns the diagram of the model as an SVG drawing.</summary>
    public string ToSvg() => DiagramSvg.File(Diagram);

    /// <summary>Writes the report to a file. The extension determines the format: <c>.html</c> or <c>.htm</c>, <c>.md</c>
    /// (<see cref="ToMarkdown"/>), <c>.mmd</c> (<see cref="ToMermaid"/>) or <c>.svg</c> (<see cref="ToSvg"/>). An existing file is replaced
    /// atomically.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ArgumentException">The file name has another extension.</exception>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public void Save(string path)
    {
        var text = RequireEnding(path) switch { ".md" => ToMarkdown(), ".mmd" => ToMermaid(), ".svg" => ToSvg(), _ => ToHtml() };
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Returns the report as Markdown.</summary>
    public override string ToString() => ToMarkdown();

    /// <summary>Throws if the extension of a file name is not one of a report.</summary>
    /// <returns>The extension, in lower case.</returns>
    internal static string RequireEnding(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return ending is ".html" or ".htm" or ".md" or ".mmd" or ".svg" ? ending : throw Throw.NotAReportEnding(path, ending);
    }

    void IShown.Show(Markup page) => ReportPage.Write(page, this, isWhole: false);
}
