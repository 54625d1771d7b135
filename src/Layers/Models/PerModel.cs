using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>A cached value that is computed from a model, once, and again after the model has changed.</summary>
/// <param name="find">Computes the value.</param>
internal sealed class PerModel<T>(Func<Model, T> find)
{
    private readonly ConditionalWeakTable<Model, Entry> _entries = [];

    /// <summary>Returns the value for the model's present state.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    public T Of(Model model)
    {
        if (_entries.TryGetValue(model, out var known) && model.IsStill(known.State)) return known.Value;
        // The state is taken before the value is computed, so that a change in the meantime is noticed.
        var state = model.PredictionState;
        var value = find(model);
        _entries.AddOrUpdate(model, new Entry(state, value));
        return value;
    }

    private sealed record Entry(PredictionState State, T Value);
}
