namespace Layers.TensorFlow;

/// <summary>The inputs and outputs of an operator of TensorFlow, with the types that follow from other types.</summary>
/// <remarks>The format is <c>T int32 -> values:T indices:index_type</c>. Each entry is a type, or the attribute with the type; <c>T*N</c>
/// is a list of one type, whose length is the attribute <c>N</c>; <c>T+</c> is a list whose types are in the attribute.</remarks>
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

    /// <summary>An input or output of the operator.</summary>
    /// <param name="Name">The name in TensorFlow; only outputs need it.</param>
    /// <param name="Type">A type, or the attribute with it.</param>
    /// <param name="Count">The attribute with the length of a list; null for a single value.</param>
    /// <param name="IsList">Whether the attribute has the types of a list.</param>
    internal sealed record Argument(string Name, string Type, string? Count, bool IsList)
    {
        public static Argument Of(string name, string type) =>
            type.EndsWith('+') ? new(name, type[..^1], null, true)
            : type.Split('*') is [var one, var count] ? new(name, one, count, false)
            : new(name, type, null, false);
    }
}
