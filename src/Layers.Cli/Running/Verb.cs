using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Layers.Cli;

/// <summary>A verb of the tool: it works, and then its result is written as text or as JSON.</summary>
/// <typeparam name="TResult">What it finds out.</typeparam>
internal abstract class Verb<TResult> : Command
    where TResult : class, IResult
{
    private readonly JsonTypeInfo<TResult> _json;

    protected Verb(Session session, string name, string description, JsonTypeInfo<TResult> json)
        : base(name, description)
    {
        (Session, _json) = (session, json);
        SetAction(Invoke);
    }

    protected Session Session { get; }

    /// <summary>Does the work.</summary>
    /// <returns>The result; null where it has been written already.</returns>
    protected abstract TResult? Work(ParseResult arguments);

    /// <summary>Writes the result for people.</summary>
    protected abstract void Write(TResult result, Page page);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Whatever goes wrong is one line for whoever wrote the command; the exit code says whose fault it is.")]
    private int Invoke(ParseResult arguments)
    {
        var json = arguments.GetValue(Session.Flags.Json);
        try
        {
            if (Work(arguments) is not { } result) return ExitCode.Fine;
            if (json) Session.Terminal.Output.WriteLine(JsonSerializer.Serialize(result, _json));
            else Write(result, new Page(Session.Terminal));
            return result.ExitCode;
        }
        catch (Exception fault)
        {
            return Faults.Tell(Session.Terminal, fault, json, arguments.GetValue(Session.Flags.Verbose));
        }
    }
}
