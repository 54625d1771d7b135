namespace Layers;

/// <summary>What there is to know of a model, to look at: its graph, what its layers learned beside the data of today, its training, how
/// much it needs each column, and how well it does.</summary>
/// <remarks>It keeps what was found out, and not the model: that may be disposed. As HTML it is one page under 300 KB for models of any
/// size, without scripts and without anything from elsewhere; it
/// is dark where the reader's system is, prints, and can be used by keyboard and with screen readers. The same report gives the same
/// bytes.</remarks>
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

    /// <summary>What stands above it.</summary>
    public string Title { get; }

    /// <summary>How the rows of today compare with what the layers learned; <see langword="null"/> without rows, and where no layer knows
    /// what it was adapted to.</summary>
    public SkewReport? Skew { get; internal init; }

    /// <summary>What was measured on the rows of today; <see langword="null"/> without labels, and where the model was not
    /// compiled.</summary>
    public Evaluation? Evaluation { get; internal init; }

    /// <summary>What each epoch of the last training ended with; <see langword="null"/> where the model does not know.</summary>
    public History? History { get; internal init; }

    /// <summary>How much the model needs each column, the most first; empty where that was not found out.</summary>
    public IReadOnlyList<FeatureImportance> Importances { get; internal init; } = [];

    /// <summary>The report on the other model; <see langword="null"/> for none.</summary>
    public ModelReport? Beside { get; internal init; }

    /// <summary>What could not be found out, and why: a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>What is known of the model in a word or two, each under its name.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>What goes in and what comes out.</summary>
    internal ModelSignature Signature { get; }

    internal Diagram Diagram { get; }

    internal ReportedFeatures Features { get; }

    /// <summary>The report as a page: a whole file of HTML, which is XML as well.</summary>
    public string ToHtml() => ReportPage.Of(this);

    /// <summary>The report as Markdown, with the diagram as Mermaid, as GitHub and others draw it.</summary>
    public string ToMarkdown() => ReportMarkdown.Of(this);

    /// <summary>The diagram of the model alone, as Mermaid.</summary>
    public string ToMermaid() => Mermaid.Of(Diagram);

    /// <summary>The diagram of the model alone, as a drawing that stands for itself.</summary>
    public string ToSvg() => DiagramSvg.File(Diagram);

    /// <summary>Writes a file by its ending: <c>.html</c>, <c>.md</c> (<see cref="ToMarkdown"/>), <c>.mmd</c> (<see cref="ToMermaid"/>) or
    /// <c>.svg</c> (<see cref="ToSvg"/>). A file that is there is
    /// replaced as a whole.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written; one that was there is whole.</exception>
    public void Save(string path)
    {
        var text = RequireEnding(path) switch { ".md" => ToMarkdown(), ".mmd" => ToMermaid(), ".svg" => ToSvg(), _ => ToHtml() };
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The report as Markdown.</summary>
    public override string ToString() => ToMarkdown();

    /// <summary>Refuses a name that says no form of a report.</summary>
    /// <returns>Its ending.</returns>
    internal static string RequireEnding(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return ending is ".html" or ".htm" or ".md" or ".mmd" or ".svg" ? ending : throw Throw.NotAReportEnding(path, ending);
    }

    void IShown.Show(Markup page) => ReportPage.Write(page, this, isWhole: false);
}
