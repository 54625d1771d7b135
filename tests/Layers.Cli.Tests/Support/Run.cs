using System.Text.Json.Nodes;

namespace Layers.Cli.Tests;

/// <summary>A run of the tool in this process.</summary>
internal sealed record Run(int Code, string Output, string Error)
{
    /// <summary>Runs a command line.</summary>
    public static Run Of(params string[] args) => Of(default, args);

    /// <inheritdoc cref="Of(string[])"/>
    public static Run Of(CancellationToken cancellation, params string[] args)
    {
        using StringWriter output = new(), error = new();
        output.NewLine = error.NewLine = "\n";
        var code = Tool.Run(args, new Terminal(output, error), cancellation);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must succeed.</summary>
    public static Run Fine(params string[] args)
    {
        var run = Of(args);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Fine), run.Error);
        return run;
    }

    /// <summary>Runs a command line that must be refused, with one line on standard error and no output.</summary>
    /// <returns>The line of the error.</returns>
    public static string Refused(params string[] args)
    {
        var run = Of(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Error), run.Output + run.Error);
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.StartWith("error: ").And.EndsWith("\n"));
            Assert.That(run.Error.Trim('\n'), Does.Not.Contain("\n"));
            Assert.That(run.Error, Does.Not.Contain("   at ").And.Not.Contain("(Parameter"));
        });
        return run.Error.Trim();
    }

    /// <summary>The output as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;
}
