namespace Layers.Cli;

/// <summary>The verb <c>layers inspect file</c>.</summary>
internal sealed class InspectVerb : Verb<InspectResult>
{
    private const int MostClasses = 20;

    private readonly Argument<string> _file = ModelFiles.Argument("file", "A model, or a state file.");
    private readonly Option<int> _most = new("--categories")
    {
        Description = "The most categories of a column to list.",
        HelpName = "count",
        DefaultValueFactory = _ => 10,
    };

    public InspectVerb(Session session)
        : base(session, "inspect", "Shows the layers, the inputs and outputs, and the learned statistics.", ToolJson.Written.InspectResult)
    {
        Add(_file);
        Add(_most);
    }

    protected override InspectResult Work(ParseResult arguments)
    {
        if (arguments.GetValue(_most) is < 0 and var most) throw new ToolException($"--categories takes 0 or more, not {most}.");
        return Inspecting.Of(arguments.GetRequiredValue(_file), arguments.GetValue(_most));
    }

    protected override void Write(InspectResult result, Page page)
    {
        if (result.Model is { } model) Write(model, page);
        foreach (var layer in result.Learned) LearnedText.Write(layer, page);
    }

    private static void Write(InspectedModel model, Page page)
    {
        page.Line(model.Summary.TrimEnd());
        page.Heading("Inputs and outputs");
        if (model.Columns.Count == 0)
            foreach (var input in model.Inputs) page.Line($"in   {input.Name}: {input.Type} {input.Shape}, by position");
        foreach (var column in model.Columns)
            page.Line($"in   {column.Name}: {column.Type}{(column.MayBeMissing == true ? ", may be missing" : "")}");
        foreach (var output in model.Outputs)
            page.Line($"out  {output.Name}: {output.Type} {output.Shape}{Classes(output)}");
        if (model.LastEpoch is { } last)
        {
            page.Heading($"Trained for {Figures.Count(model.Epochs ?? 0, "epoch")}; the last one");
            page.Line(string.Join(", ", last.Select(log => $"{log.Key} {AlignedText.Real(log.Value)}")));
        }
        if (model.MadeFrom.Count > 0)
        {
            page.Heading("Made from");
            foreach (var source in model.MadeFrom) page.Line($"{source.Name}: {source.Content}, SHA-256 {source.Sha256}");
        }
        if (model.Remarks.Count == 0) return;
        page.Heading("Remarks");
        foreach (var remark in model.Remarks) page.Line(remark);
    }

    private static string Classes(InspectedOutput output) => output.Classes is { } classes
        ? $", classes {string.Join(", ", classes.Take(MostClasses))}{(classes.Count > MostClasses ? ", …" : "")}" : "";
}
