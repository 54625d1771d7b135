namespace Layers.Cli.Tests;

internal sealed class CompletionTests
{
    [TestCase("ver", 3, "verify")]
    [TestCase("predict --kee", 13, "--keep")]
    [TestCase("completion po", 13, "powershell")]
    [TestCase("check --format par", 18, "parquet")]
    public void Suggestions_come_from_the_tool(string line, int place, string expected) =>
        Assert.That(Run.Of($"[suggest:{place}]", line).Output.Split('\n'), Does.Contain(expected));

    [Test]
    public void Scripts_ask_the_tool()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run.Fine("completion", "bash").Output, Does.Contain("complete -o default -F _layers_complete layers"));
            Assert.That(Run.Fine("completion", "powershell").Output,
                Does.Contain("Register-ArgumentCompleter -Native -CommandName layers"));
            Assert.That((string?)Run.Fine("completion", "bash", "--json").Json["script"], Does.StartWith("_layers_complete()"));
        });
    }
}
