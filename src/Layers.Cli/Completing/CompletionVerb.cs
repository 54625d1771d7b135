namespace Layers.Cli;

/// <summary>The verb <c>layers completion bash</c>.</summary>
internal sealed class CompletionVerb : Verb<CompletionResult>
{
    private readonly Argument<string> _shell = new("shell") { Description = "bash or powershell." };

    public CompletionVerb(Session session)
        : base(session, "completion", "Writes a script that completes command lines in a shell.", ToolJson.Written.CompletionResult)
    {
        _shell.AcceptOnlyFromAmong("bash", "powershell");
        Add(_shell);
    }

    protected override CompletionResult Work(ParseResult arguments)
    {
        var shell = arguments.GetRequiredValue(_shell);
        return new CompletionResult(shell, shell == "bash" ? CompletionScripts.Bash : CompletionScripts.PowerShell);
    }

    protected override void Write(CompletionResult result, Page page) => page.Line(result.Script);
}
