namespace Layers.ScikitLearn;

/// <summary>The questions about the model's own inputs and outputs.</summary>
internal sealed partial class Questions
{
    private string InputNames => Listed(ends.Inputs.Select(input => input.Name));

    public void Width(int count, IReadOnlyList<Source> feed, Connections connections)
    {
        var shape = ends.Inputs[0].Shape;
        var parts = feed.Select(source => source.Part).OfType<Part>().Distinct().ToArray();
        var from = parts.Length == 0 ? "the columns are"
            : $"{Listed(parts.Select(part => part.Name))} {(parts.Length == 1 ? "gives" : "give")}";
        if (count == 1 && shape.Rank >= 2 && ModelEnds.ValuesOf(shape) is > 1 and var steps)
            Ask(parts.FirstOrDefault(), $"{from} 1 column, the model takes {steps}. " +
                $"If the model takes the last {steps} values of it, oldest first, it needs a window.", $"WithWindow({steps})");
        else
            Ask(parts.FirstOrDefault(), $"{ends.File} takes {shape}; {from} {Columns(count)}{Named(feed, connections)}.",
                ends.Width < count && parts.Length > 0 ? ["Concatenate with the columns that go into the model, in their order"] : []);
    }

    public void WindowOf(int steps, int columns) =>
        Ask(null, columns == 1
            ? $"{ends.File} takes {ends.Inputs[0].Shape}, which is no window of {Figures.Count(steps, "value")}."
            : $"A window of {Figures.Count(steps, "value")} is one column, and {columns} columns go into {ends.File}.");

    public void WindowOfNothing(int steps) =>
        Ask(null,
            $"WithWindow({steps}) is for the column of a file, and no file is used. {ends.File} takes {ends.Inputs[0].Shape} as it is.");

    public void SeveralInputs(Part part)
    {
        var message = $"{ends.File} has {ends.Inputs.Count} inputs ({InputNames}), and {part.Name} gives none of these names.";
        string[] narrow = [.. ends.Inputs.Where(input => ModelEnds.TakesColumn(input.Shape)).Select(input => input.Name)];
        if (narrow.Length > 0)
            Ask(part, message, $"Use({Quoted(part.Name)}, [\"…\"], " +
                $"[{string.Join(", ", narrow.Take(MostNames).Select(name => Quoted(name)))}])");
        else
            Ask(part, $"{message} Where a model has several inputs, a file can give an input of one column, and each of these takes more " +
                $"({Listed(ends.Inputs.Select(input => $"{input.Name} {input.Shape}"))}). Leave the file out, and apply it to the data " +
                "before the model.");
    }

    public void OneInputOnly(string call) =>
        Ask(null, $"{call} is for a model of one input, and {ends.File} has {ends.Inputs.Count} ({InputNames}). " +
            "Leave it out: an input takes the column of its name.", "Use(\"…\", [\"…\"], [\"the name of an input\"])");

    public void InputOfColumn(string name, Shape shape, Source source)
    {
        var comes = source.Part is { } part ? $"{part.Name} gives {name}, 1 column" : $"{name} is 1 column";
        Ask(source.Part, $"The input {name} of {ends.File} takes {shape}, and {comes}. Where a model has several inputs, each takes one " +
            "column, of its own name; a file cannot give an input of several columns. Give the column another name, and the input stays " +
            "as it is.");
    }

    public void SeveralOutputs(string call) => Ask(null, $"{ends.File} has {ends.Outputs.Count} outputs " +
        $"({Listed(ends.Outputs.Select(output => output.Name))}); {call} is for a model of one output.");

    public void TargetColumn(Part part, int? units, IReadOnlyList<string> names)
    {
        var predicts = units switch { null => "an unknown number", 1 => "1 number", _ => $"{units} numbers" };
        var start = $"{part.Name} scales {Columns(part.Fitted.Width)}, the model predicts {predicts}";
        if (units != 1)
            Ask(part, $"{start}: it cannot scale them back. The model must predict the columns that it was fitted on, or one of them.");
        else
            Ask(part, $"{start}: which?", names.Count == 0 ? [$"WithTarget({Quoted(part.Name)}, \"…\")"]
            : [.. names.TakeLast(MostNames).Select(name => $"WithTarget({Quoted(part.Name, name)})")]);
    }

    public void UnknownTarget(Part part, string column, IReadOnlyList<string> names) =>
        Ask(part, names.Count == 0 ? $"{part.Name} has no column names, so not '{column}'."
            : $"{part.Name} does not scale '{column}'; it scales {Listed(names)}.{Nearest.Hint(column, names)}");

    public void TargetOfClasses(Part part) =>
        Ask(part, $"{part} has classes, and cannot scale a target back: with its labels, predictions are words.",
            $"WithLabels({Quoted(part.Name)})");

    public void TargetAndClasses(Part part, AnswerWords answer) =>
        Ask(part, $"{part} would scale predictions back, and {Knows(answer)} words for them ({Listed(answer.Words)}). " +
            "A model predicts values or classes: leave out WithTarget or the words.");

    public void NotInvertible(Part part, string reason) => Ask(part, $"{part} cannot scale predictions back: {reason}");

    public void ClassCount(AnswerWords answer, string output) =>
        AskOf(answer.File, $"{Knows(answer)} {answer.Words.Count} words ({Listed(answer.Words)}), the output has {output}.");

    public void TwoTypes(string column, string text, string number)
    {
        var start = $"{text} takes {column} as text, and {number} takes it as a number.";
        if (number != ends.File) AskOf(text, start);
        else AskOf(text, $"{start} A model of numbers takes the results of {text} instead.", $"Concatenate(…, {Quoted(text)}, …)");
    }

    public void GivesOtherType(Part giver, string? column, string taker, bool isText)
    {
        column ??= "a column";
        Ask(giver, isText ? $"{taker} takes {column} as text, and {giver.Name} gives numbers."
            : $"{giver.Name} gives {column} as text, and {taker} takes numbers. An encoder turns words into numbers: use its file.");
    }

    private static string Knows(AnswerWords answer) => answer.File is { } file ? $"{file} knows" : "WithClasses says";

    private static string Named(IReadOnlyList<Source> feed, Connections connections)
    {
        string[] names = [.. feed.Select(source => source.Column ?? connections.OutputsOf(source.Part!)?[source.Place]).OfType<string>()];
        return names.Length == feed.Count && names.Length > 0 ? $" ({Listed(names)})" : "";
    }
}
