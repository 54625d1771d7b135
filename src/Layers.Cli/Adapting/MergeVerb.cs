namespace Layers.Cli;

/// <summary>The verb <c>layers merge part-1.json part-2.json -o all.json</c>.</summary>
internal sealed class MergeVerb : Verb<MergeResult>
{
    private readonly Argument<string[]> _files =
        new("states") { Description = "State files of a layer, each of other rows.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The file of the merged state.",
        HelpName = "file",
        Required = true,
    };

    public MergeVerb(Session session)
        : base(session, "merge", "Merges the states that a layer learned on several machines.", ToolJson.Written.MergeResult)
    {
        Add(_files);
        Add(_output);
    }

    protected override MergeResult Work(ParseResult arguments)
    {
        var (files, output) = (arguments.GetRequiredValue(_files), arguments.GetRequiredValue(_output));
        NewFile.Require(output);
        var merged = StateFiles.Open(files[0]);
        foreach (var file in files.Skip(1))
        {
            Session.Cancellation.ThrowIfCancellationRequested();
            var state = StateFiles.Open(file);
            try
            {
                merged = merged.Merge(state);
            }
            catch (ArgumentException fault)
            {
                throw new ToolException($"{file} does not merge with the files before it. {fault.Message}", fault);
            }
        }
        merged.Save(output);
        return new MergeResult(files, Learning.Of(output, merged, 10), output);
    }

    protected override void Write(MergeResult result, Page page)
    {
        LearnedText.Write(result.Learned, page);
        page.Heading("Written");
        page.Line(result.Written);
    }
}
