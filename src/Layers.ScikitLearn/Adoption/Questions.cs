namespace Layers.ScikitLearn;

/// <summary>The open questions about how a model and the files beside it fit together, as texts.</summary>
internal sealed partial class Questions(ModelEnds ends)
{
    private const int MostNames = 4;

    private readonly List<AdoptQuestion> _all = [];

    public bool Any => _all.Count > 0;

    public IReadOnlyList<AdoptQuestion> All => _all;

    public void OutputCount(Part part, int count) => Ask(part, $"{part} gives {Columns(part.Fitted.OutputWidth)}, and " +
        $"{Figures.Count(count, "name")} {(count == 1 ? "is" : "are")} given for them.");

    public void ColumnCount(Part part, IReadOnlyList<Socket> given) =>
        Ask(part, $"{part} takes {Columns(part.Fitted.Width)}, and {given.Count} are given: " +
            $"{Listed(given.Select(socket => socket.Name ?? "one without a name"))}.");

    public void NamesAreKnown(Part part, IReadOnlyList<string> names, string column) =>
        Ask(part, $"{part} knows its columns ({Listed(names)}), and Use names '{column}'.{Nearest.Hint(column, names)}",
            $"Use({Quoted(part.Name)})");

    public void NotUsed(string taker, string file, IReadOnlyList<Part> parts) =>
        AskOf(taker,
            $"{taker} takes what '{file}' gives, and no such file is used.{Nearest.Hint(file, parts.Select(part => part.Name))}",
            $"Use({Quoted(file)})");

    public void TwiceIn(string taker, string column) =>
        AskOf(taker, $"{taker} takes {column} twice: by the name of a file that gives it, and by its own. " +
            "Name it once, or give the results of the file other names.", "Use(\"…\", [\"…\"], [\"…\"])");

    public void LayerRefuses(Part part, Exception reason) =>
        Ask(part, $"The layer {part.Name} does not take its columns: {reason.Message}");

    public void Circle(Part part) => Ask(part, $"{part} depends on its own results.");

    public void WhichFirst(Part part, Part other, string name)
    {
        // One question for a pair, in either order and for any shared columns.
        var (first, second) = string.CompareOrdinal(part.Name, other.Name) < 0 ? (part, other) : (other, part);
        Ask(first, $"{first} and {second} both take and give {name}; no file says which comes first.",
            $"Use({Quoted(second.Name, first.Name)})", $"Use({Quoted(first.Name, second.Name)})");
    }

    public void SeveralGive(string name, IReadOnlyList<Part> givers, string taker) =>
        Ask(givers[0], $"{taker} takes {name}, which {Listed(givers.Select(giver => giver.Name))} give; their results need names of " +
            "their own.", [.. givers.Select(giver => $"Use({Quoted(giver.Name)}, [\"…\"], [\"…\"])")]);

    public void ColumnOfEncoder(Part part, IReadOnlyList<(string Column, string Taker)> open)
    {
        var words = Listed(Enumerable.Range(0, part.Fitted.Classes!.Count).Select(part.Fitted.Classes.TextOf));
        var labels = $"WithLabels({Quoted(part.Name)})";
        var start = $"{part.Name} knows its words ({words}) but not its column.";
        // The name of a file is a hint for the reader, never an answer.
        (string Column, string Taker)[] likely = [.. open.Where(one => part.Name.Contains(one.Column, StringComparison.OrdinalIgnoreCase))];
        if (likely is [var only]) Ask(part, $"{start} {only.Taker} takes {only.Column}, which nothing gives yet: if that is it, its " +
            $"column is {only.Column}; if these are the model's answers, it has the labels.", $"Use({Quoted(part.Name, only.Column)})",
            labels);
        else if (open.Count == 0) Ask(part, $"{start}", $"Use({Quoted(part.Name)}, \"…\")", labels);
        else Ask(part, $"{start} {open[0].Taker} takes {Listed(open.Select(one => one.Column))}, which nothing gives yet: it may be one " +
            "of these.", [.. open.Take(MostNames).Select(one => $"Use({Quoted(part.Name, one.Column)})"), labels]);
    }

    public void ColumnsOf(Part part, IReadOnlyList<Part> others)
    {
        var sum = others.Sum(other => other.Fitted.OutputWidth);
        if (others.Count > 0 && sum == part.Fitted.Width)
            Ask(part, $"{part} takes {Columns(part.Fitted.Width)} without names, and {Listed(others.Select(Gives))}: together {sum}, but " +
                "no file says which comes first.",
                $"Use({Quoted([part.Name, .. others.Select(other => other.Name)])})",
                    $"Use({Quoted([part.Name, .. others.Reverse().Select(other => other.Name)])})");
        else
            Ask(part, $"{part} takes {Columns(part.Fitted.Width)} without names.", $"Use({Quoted(part.Name)}, " +
                $"{string.Join(", ", Enumerable.Repeat("\"…\"", Math.Min(part.Fitted.Width, MostNames)))}" +
                $"{(part.Fitted.Width > MostNames ? ", …" : "")})");
    }

    public void Untaken(Part part, IReadOnlyList<string> outputs, (Part Taker, IReadOnlyList<string> Columns)? like)
    {
        if (like is { } found)
            Ask(part, $"{part.Name} gives {Listed(outputs)}, which nothing takes; {found.Taker.Name} takes {Listed(found.Columns)}.",
                $"Use({Quoted(part.Name)}, [{(part.Columns is { } columns ? Quoted([.. columns]) : "")}], [{Quoted([.. found.Columns])}])");
        else
            Ask(part,
                $"{part.Name} gives {(outputs.Count == 0 ? Columns(part.Fitted.OutputWidth) : Listed(outputs))}, which nothing takes.",
                $"Concatenate(…, {Quoted(part.Name)}, …)");
    }

    public void WhichStandsFirst(IReadOnlyList<Part> blocks, IReadOnlyList<string>?[] outputs)
    {
        var sum = blocks.Sum(block => block.Fitted.OutputWidth);
        var list = Listed(blocks.Select((block, i) => outputs[i] is { } names ? $"{Gives(block)} ({Listed(names)})" : Gives(block)),
            blocks.Count);
        string[] names = [.. blocks.Select(block => block.Name)];
        var order = $"as np.hstack or pd.concat has it in the training script";
        if (ends.Width is { } width && width != sum)
            Ask(blocks[0], $"{ends.File} takes {Columns(width)}; {list}: together {sum}.", $"Concatenate({Quoted(names)}), with the " +
                $"columns that are missing, {order}");
        else
            Ask(blocks[0], $"{ends.File} takes {(ends.Width is { } known ? Columns(known) : "columns")}; {list}: together {sum}, but no " +
                "file says which comes first.",
                $"Concatenate({Quoted(names)})", $"{(names.Length == 2 ? "the other way round" : "in another order")}, {order}");
    }

    private void Ask(Part? part, string message, params string[] calls) => AskOf(part?.Name, message, calls);

    // Each question is asked once, even if it arises several times.
    private void AskOf(string? file, string message, params string[] calls)
    {
        if (_all.All(question => question.Message != message)) _all.Add(new AdoptQuestion(file ?? ends.File, message, calls));
    }

    private static string Gives(Part part) => $"{part.Name} gives {part.Fitted.OutputWidth}";

    private static string Columns(int count) => Figures.Count(count, "column");

    private static string Quoted(params IReadOnlyList<string> names) =>
        string.Join(", ", names.Select(name =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));

    private static string Listed(IEnumerable<string> names, int most = MostNames)
    {
        string[] all = [.. names];
        if (all.Length > most) return $"{string.Join(", ", all.Take(most))}, …";
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
