namespace Layers.TensorFlow;

/// <summary>What goes into an operator of TensorFlow and what comes out, as far as types follow from types.</summary>
/// <remarks>Written as <c>T int32 -> values:T indices:index_type</c>: a type, or the attribute that has it; <c>T*N</c> for
/// several of one type, which the attribute <c>N</c> counts; <c>T+</c> for several of which the attribute lists the types.</remarks>
internal sealed class TensorFlowOp
{
    public TensorFlowOp(string form)
    {
        var sides = form.Split("->");
        Inputs = [.. Words(sides[0]).Select(word => Argument.Of("", word))];
        Outputs = [.. Words(sides[1]).Select(word => Argument.Of(word.Split(':')[0], word.Split(':')[1]))];
    }

    public IReadOnlyList<Argument> Inputs { get; }

    public IReadOnlyList<Argument> Outputs { get; }

    private static string[] Words(string side) => side.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One place of the operator.</summary>
    /// <param name="Name">What TensorFlow calls it; only outputs need it.</param>
    /// <param name="Type">A type, or the attribute that has it.</param>
    /// <param name="Count">The attribute that counts how many there are; null for one.</param>
    /// <param name="IsList">Whether the attribute lists the types of several.</param>
    internal sealed record Argument(string Name, string Type, string? Count, bool IsList)
    {
        public static Argument Of(string name, string type) =>
            type.EndsWith('+') ? new(name, type[..^1], null, true)
            : type.Split('*') is [var one, var count] ? new(name, one, count, false)
            : new(name, type, null, false);
    }
}
