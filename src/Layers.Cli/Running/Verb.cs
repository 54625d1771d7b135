using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Layers.Cli;

/// <summary>A verb of the tool. It does its work, and then writes its result as text or as JSON.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
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
    /// <returns>The result; null if it was written already.</returns>
    protected abstract TResult? Work(ParseResult arguments);

    /// <summary>Writes the result for people.</summary>
    protected abstract void Write(TResult result, Page page);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Each error becomes one line for the user; the exit code tells whether it is a fault of the tool.")]
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
            return Faults.Write(Session.Terminal, fault, json, arguments.GetValue(Session.Flags.Verbose));
        }
    }
}
