namespace Layers;

/// <summary>Weights that belong together change together: whoever compiles them for prediction waits until the last of them is
/// set.</summary>
internal static class WeightChanges
{
    // One for all, since a layer may be in several models; what it guards is a handful of references, or the building of a graph.
    private static readonly Lock s_lock = new();

    /// <summary>Until it is disposed, no other thread changes weights or compiles them. May be nested.</summary>
    public static Lock.Scope Together() => s_lock.EnterScope();

    /// <summary>Sets several weights, so that predictions see all of them or none.</summary>
    public static void Set(IEnumerable<(Weight Weight, TensorData Value)> values)
    {
        using (Together())
            foreach (var (weight, value) in values)
                weight.Set(value);
    }
}
