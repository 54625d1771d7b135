namespace Layers;

/// <summary>The tables of a report, which are written as HTML or as Markdown.</summary>
internal static class ReportTables
{
    private const int MostColumns = 40, MostReason = 200, MostImportances = 30, MostSources = 8, MostClasses = 10;

    private static readonly string[] s_features =
    [
        "feature", "verdict", "in training", "today", " missing in training", " missing today", " mean moved by", " stability index",
        " largest distance", "reason",
    ];

    /// <summary>Facts about the model.</summary>
    public static TableData Facts(ModelReport report) =>
        new("The model", ["fact", "value"], report.Facts.Select(fact => (IReadOnlyList<string>)[fact.Key, fact.Value]));

    /// <summary>The inputs and outputs.</summary>
    public static TableData Ends(ModelReport report) => new("Inputs and outputs", ["direction", "name", "type"], EndsOf(report));

    /// <summary>The boxes of a diagram, with the boxes and shapes that lead to each.</summary>
    public static TableData Graph(Diagram diagram)
    {
        var before = diagram.Edges.ToLookup(edge => edge.To);
        return new TableData(
            $"Graph of {Figures.Name(diagram.Name)}", ["name", "class", "comes from", " parameters"],
            diagram.Nodes.Select((node, i) => (IReadOnlyList<string>)
                [Figures.Name(node.Title), node.Type, Sources([.. before[i]]),
                    node.Parameters is { } parameters ? Figures.Count(parameters) : ""]));

        string Sources(DiagramEdge[] edges) =>
            string.Join("; ", edges.Take(MostSources).Select(edge => $"{Figures.Name(diagram.Nodes[edge.From].Title, 40)} {edge.Shape}"))
            + (edges.Length > MostSources ? "; …" : "");
    }

    /// <summary>The features that are shown.</summary>
    public static TableData Features(ReportedFeatures features) =>
        new("Features that layers learned", s_features, features.Shown.Select(Row));

    /// <summary>The importances of the columns, in descending order.</summary>
    public static TableData Importances(ModelReport report)
    {
        var all = report.Importances;
        var rows = all.Take(MostImportances)
            .Select(each => (IReadOnlyList<string>)[Figures.Name(each.Column), Figures.Real(each.Increase), Figures.Real(each.Deviation)]);
        if (all.Count > MostImportances) rows = rows.Append([$"and {Figures.Count(all.Count - MostImportances)} more", "", ""]);
        return new TableData("Columns by importance", ["column", " the loss rises by", " deviation"], rows);
    }

    /// <summary>The facts about two models, line by line.</summary>
    public static TableData SideBySide(ModelReport first, ModelReport second)
    {
        var (a, b) = (Known(first), Known(second));
        return new TableData(
            $"{Figures.Name(first.Title)} and {Figures.Name(second.Title)}", ["fact", "this model", "the other model"],
            a.Select(each => each.Key).Union(b.Select(each => each.Key))
                .Select(name => (IReadOnlyList<string>)[name, ValueOf(a, name), ValueOf(b, name)]));

        static string ValueOf(List<KeyValuePair<string, string>> all, string name) =>
            all.Find(each => each.Key == name).Value ?? Figures.Unknown;
    }

    private static IReadOnlyList<string> Row(ReportedFeature feature)
    {
        var skew = feature.Skew;
        return
        [
            Figures.Name(feature.Name), skew is null ? "" : ReportWords.Signed(skew.Verdict), ReportWords.Was(feature),
            ReportWords.Now(feature), Figures.Share(feature.MissingWas), Figures.Share(feature.MissingNow),
            Figures.Real(skew?.MeanShift ?? double.NaN), Figures.Score(skew?.PopulationStabilityIndex ?? double.NaN),
            Figures.Score(skew?.KolmogorovSmirnov ?? double.NaN),
            Figures.Name(skew is null or { Reason: "" } ? Figures.Unknown : skew.Reason, MostReason),
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> EndsOf(ModelReport report)
    {
        var columns = report.Signature.Inputs;
        foreach (var column in columns.Take(MostColumns)) yield return ["in", Figures.Name(column.Name), Kind(column)];
        if (columns.Count > MostColumns) yield return ["in", $"and {Figures.Count(columns.Count - MostColumns)} more", ""];
        if (columns.Count == 0)
            foreach (var input in report.Diagram.Nodes.Where(node => node.Kind == DiagramNodeKind.Input))
                yield return ["in", Figures.Name(input.Title), "by position; the features have no names"];
        foreach (var output in report.Signature.Outputs.Take(MostColumns))
            yield return ["out", Figures.Name(output.Name), $"{output.ElementType.Name()} {output.Shape}{Classes(output)}"];
    }

    private static string Kind(ModelColumn column)
    {
        var length = column.Length is { } values ? $"{Figures.Count(values)} × " : "";
        return $"{length}{column.Type.ToString().ToLowerInvariant()}{(column.MayBeMissing == true ? ", may be missing" : "")}";
    }

    private static string Classes(ModelOutput output)
    {
        if (output.Classes is not { } classes) return "";
        var shown = string.Join(", ", classes.Take(MostClasses).Select(name => Figures.Name(name, 24)));
        return $", classes {shown}{(classes.Count > MostClasses ? $" and {Figures.Count(classes.Count - MostClasses)} more" : "")}";
    }

    private static List<KeyValuePair<string, string>> Known(ModelReport report)
    {
        List<KeyValuePair<string, string>> known = [.. report.Facts];
        if (report.Skew is { } skew) known.Add(new("rows of today", $"{Figures.Count(skew.Rows)}, {ReportWords.Of(skew.Verdict)}"));
        if (report.History is { Epochs.Count: > 0 } history)
            known.AddRange(history.Where(log => log.Value.Count > 0).Take(12)
                .Select(log => KeyValuePair.Create($"{Figures.Name(log.Key)} of the last epoch", Figures.Real(log.Value[^1]))));
        foreach (var log in report.Evaluation?.Take(24) ?? []) known.Add(new($"{Figures.Name(log.Key)} today", Figures.Real(log.Value)));
        foreach (var results in report.Evaluation?.Classes.Take(4) ?? [])
        {
            known.Add(new($"{Figures.Name(results.Title)}: accuracy", Figures.Share(results.ConfusionMatrix.Accuracy)));
            known.Add(new($"{Figures.Name(results.Title)}: macro average of F1", Figures.Score(results.Report.MacroAverage.F1)));
            if (results.HasCalibration)
                known.Add(new($"{Figures.Name(results.Title)}: expected calibration error",
                    Figures.Score(results.Calibration.ExpectedError)));
        }
        if (report.Importances is [var most, ..])
            known.Add(new("most important column", $"{Figures.Name(most.Column)} ({Figures.Real(most.Increase)})"));
        // If a name comes twice, the last value counts.
        return [.. known.GroupBy(each => each.Key).Select(group => group.Last())];
    }
}
