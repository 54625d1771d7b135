using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>What follows from a model as it is: found out once, and again when the model has changed.</summary>
/// <param name="find">Finds it out.</param>
internal sealed class PerModel<T>(Func<Model, T> find)
{
    private readonly ConditionalWeakTable<Model, Entry> _entries = [];

    /// <summary>What follows from a model now.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    public T Of(Model model)
    {
        if (_entries.TryGetValue(model, out var known) && model.IsStill(known.State)) return known.Value;
        // First, so that whatever changes later is seen.
        var state = model.PredictionState;
        var value = find(model);
        _entries.AddOrUpdate(model, new Entry(state, value));
        return value;
    }

    private sealed record Entry(PredictionState State, T Value);
}
