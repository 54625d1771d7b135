using System.CommandLine.Invocation;

namespace Layers.Cli;

/// <summary>The tool <c>layers</c>.</summary>
internal static class Tool
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, without the name of the tool.</param>
    /// <param name="terminal">The outputs for results, errors and progress.</param>
    /// <param name="cancellation">Stops the work; files are then unchanged.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        var flags = new Flags();
        var root = new RootCommand("Inspects models, predicts with them, adapts, checks, reports, compares, converts and serves them.")
        {
            HelpName = "layers",
        };
        foreach (var flag in new Option[] { flags.Json, flags.Verbose }) root.Add(flag);
        foreach (var verb in Verbs(new Session(terminal, flags, cancellation))) root.Add(verb);
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction) return Faults.Write(terminal, Misuse(parsed), parsed.GetValue(flags.Json), false);
        return parsed.Invoke(
            new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
    }

    private static IEnumerable<Command> Verbs(Session session) =>
    [
        new InspectVerb(session), new PredictVerb(session), new AdaptVerb(session), new MergeVerb(session), new CheckVerb(session),
        new ReportVerb(session), new DiffVerb(session), new VerifyVerb(session), new ConvertVerb(session), new AdoptVerb(session),
        new ServeVerb(session), new CompletionVerb(session),
    ];

    private static ToolException Misuse(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "layers --help" : $"layers {command.Name} --help";
        if (parsed.UnmatchedTokens is not [var unknown, ..])
            return new ToolException($"{string.Join(" ", parsed.Errors.Select(error => error.Message.TrimEnd('.') + "."))} See {help}.");
        var known = unknown.StartsWith('-') ? Options(command) : command.Subcommands.Select(verb => verb.Name);
        var what = unknown.StartsWith('-') ? "option" : command is RootCommand ? "verb" : "argument";
        return new ToolException($"There is no {what} '{unknown}' here.{Nearest.Hint(unknown, known)} See {help}.");
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options))
            .SelectMany(option => option.Aliases.Prepend(option.Name));
}
