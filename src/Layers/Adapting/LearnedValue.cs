namespace Layers;

/// <summary>Something that an adaptive layer learned and that is no tensor of a fixed size, as the words of a vocabulary. Made by
/// <see cref="AdaptiveLayer.AddLearned{T}"/>.</summary>
/// <remarks>A formula that reads <see cref="Value"/> writes it into the graph as a constant; models compile the layer anew when it is set.
/// As with weights, setting it outside of <c>Adapt</c> makes the layer forget its state, since the state would no longer be what the layer
/// computes with. No file keeps it by itself: write it as a setting, or implement <see cref="IHasAssets"/>.</remarks>
/// <typeparam name="T">An immutable class.</typeparam>
public sealed class LearnedValue<T> : ILearnedValue
    where T : class?
{
    private readonly AdaptiveLayer _layer;
    private volatile object? _value;

    internal LearnedValue(AdaptiveLayer layer, T start) => (_layer, _value) = (layer, start);

    /// <summary>What it is now; it must not be changed in place.</summary>
    /// <exception cref="InvalidOperationException">On setting: a model with the layer trains at the moment.</exception>
    public T Value
    {
        get => (T)_value!;
        set
        {
            if (_layer.IsBuilt && Changing.TrainingOf(_layer) is { } model) throw Throw.LearnedValueSetDuringFit(_layer, model);
            using (WeightChanges.Together())
            {
                if (Equals(_value, value)) return;
                _layer.Forget();
                _value = value;
            }
        }
    }

    Action ILearnedValue.Snapshot()
    {
        var value = _value;
        return () => _value = value;
    }
}
