namespace Layers.ScikitLearn;

/// <summary>Names of columns as names of inputs, each of them once: names of layers have no <c>/</c> and are not empty.</summary>
/// <param name="taken">Names that are not free.</param>
internal sealed class SafeName(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>An input for a column. It knows what the column is called where its own name is another.</summary>
    /// <param name="column">What the column is called.</param>
    /// <param name="place">Its place, for one without a name.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="type">The type of its elements.</param>
    public Input InputOf(string column, int place, Shape shape, DType type)
    {
        var name = Free(column.Length == 0 ? $"x{Throw.Invariant(place)}" : column.Replace('/', '_'));
        return new Input(shape, type, name) { Column = name == column || column.Length == 0 ? null : column };
    }

    /// <summary>The name itself, or with the first number behind it with which it is free. It is taken then.</summary>
    public string Free(string name)
    {
        var free = SafeNames.Free(name, _taken);
        _taken.Add(free);
        return free;
    }
}
