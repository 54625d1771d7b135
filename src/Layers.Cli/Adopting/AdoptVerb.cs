using Layers.ScikitLearn;

namespace Layers.Cli;

/// <summary>The verb <c>layers adopt model.keras --use scaler.pkl -o one.keras</c>, or <c>layers adopt folder</c>.</summary>
internal sealed class AdoptVerb : Verb<AdoptResult>
{
    private readonly Argument<string> _model =
        ModelFiles.Argument("model", "A model of Keras, or its folder with scikit-learn's files; of a folder, all files are used.");
    private readonly Option<string[]> _use = new("--use")
    {
        Description = "A fitted object in the model's folder. Add its columns if it was fitted without names, and the names of its " +
            "outputs if the script named them.",
        HelpName = "file[=columns[=outputs]]",
    };
    private readonly Option<string[]> _concatenate = new("--concatenate")
    {
        Description = "Files and columns in the order in which the script concatenates them.",
        HelpName = "blocks",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> _labels = new("--labels") { Description = "The label encoder of the labels.", HelpName = "file" };
    private readonly Option<string> _classes = new("--classes")
    {
        Description = "The classes in their order, separated by commas, if no file has them.",
        HelpName = "words",
    };
    private readonly Option<string> _target = new("--target")
    {
        Description = "The scaler of the target, and the column of the target if it scales several.",
        HelpName = "file[=column]",
    };
    private readonly Option<int?> _window = new("--window")
    {
        Description = "The number of values of a column in a row, oldest first, if the model's shape does not show it.",
        HelpName = "steps",
    };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file of the new model.", HelpName = "model" };

    public AdoptVerb(Session session)
        : base(session, "adopt",
            "Makes one model of a Keras model and the scikit-learn files beside it. Exit code 2 while a question is open.",
            ToolJson.Written.AdoptResult)
    {
        Add(_model);
        foreach (var option in new Option[] { _use, _concatenate, _labels, _classes, _target, _window, _output }) Add(option);
    }

    protected override AdoptResult Work(ParseResult arguments)
    {
        var given = arguments.GetRequiredValue(_model);
        var folder = Directory.Exists(given) && !File.Exists(Path.Combine(given, "config.json")) ? given : null;
        var path = folder is null ? given : ModelFolder.ModelOf(folder);
        if (!File.Exists(path) && !Directory.Exists(path)) throw new ToolException($"There is no file {path}.");
        var output = arguments.GetValue(_output);
        if (output is not null) ModelFiles.Require(output);
        var adoption = Adoption(arguments, path, folder);
        string[] wiring = [.. adoption.ToString().Split('\n').Select(line => line.TrimEnd('\r'))
            .TakeWhile(line => !line.StartsWith("open: ", StringComparison.Ordinal))];
        try
        {
            using var model = adoption.ToModel();
            string[] columns = [.. model.Signature.Inputs.Select(column => column.Name)];
            if (output is null) return new AdoptResult(path, wiring, [], columns, null);
            foreach (var warning in ModelFiles.Save(model, output)) Session.Remark(warning);
            return new AdoptResult(path, wiring, [], columns, output);
        }
        catch (AdoptException open)
        {
            return new AdoptResult(path, wiring, [.. open.Questions.Select(OpenQuestion.Of)], [], null);
        }
    }

    protected override void Write(AdoptResult result, Page page)
    {
        foreach (var line in result.Wiring) page.Line(line);
        if (result.Questions.Count > 0)
        {
            page.Heading("Open");
            foreach (var question in result.Questions) page.Line($"{question}");
            return;
        }
        page.Heading("No open questions");
        if (result.Columns.Count > 0) page.Line($"The model takes {string.Join(", ", result.Columns)}.");
        page.Line(result.Written ?? "Give -o with a file to write the model.");
    }

    private Adoption Adoption(ParseResult arguments, string path, string? folder)
    {
        var adoption = new Adoption(path);
        UsedFile[] used = [.. (arguments.GetValue(_use) ?? []).Select(file => UsedFile.Of(file, "--use"))];
        var target = arguments.GetValue(_target) is { } scaler ? UsedFile.Of(scaler, "--target") : null;
        if (target is { Columns.Count: > 1 } or { Outputs: not null }) throw new ToolException("--target takes file or file=column.");
        string[] blocks = arguments.GetValue(_concatenate) ?? [];
        var labels = arguments.GetValue(_labels);
        if (labels is not null && arguments.GetValue(_classes) is not null) throw new ToolException("Give either --labels or --classes.");
        foreach (var file in used)
            adoption = file.Outputs is { } outputs ? adoption.Use(file.File, file.Columns, outputs)
                : adoption.Use(file.File, [.. file.Columns]);
        if (folder is not null)
        {
            HashSet<string> said = [.. used.Select(file => file.File), .. blocks, .. new[] { labels, target?.File }.OfType<string>()];
            foreach (var file in ModelFolder.FittedIn(folder).Where(file => !said.Contains(file))) adoption = adoption.Use(file);
        }
        if (blocks.Length > 0) adoption = adoption.Concatenate(blocks);
        if (labels is not null) adoption = adoption.WithLabels(labels);
        if (arguments.GetValue(_classes) is { } classes) adoption = adoption.WithClasses([.. CommaList.Of([classes])]);
        if (target is not null) adoption = adoption.WithTarget(target.File, target.Columns.FirstOrDefault());
        return arguments.GetValue(_window) is { } steps ? adoption.WithWindow(steps) : adoption;
    }
}
