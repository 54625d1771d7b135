namespace Layers;

/// <summary>A value that an adaptive layer learned and that is not a tensor of a fixed size, such as the words of a vocabulary.
/// <see cref="AdaptiveLayer.AddLearned{T}"/> creates it.</summary>
/// <remarks>A formula that reads <see cref="Value"/> writes it into the graph as a constant; models compile the layer again when the value
/// is set. As with weights, setting it outside of <c>Adapt</c> makes the layer forget its state, because the layer would no longer compute
/// with that state. Files do not store the value on their own: write it as a setting, or implement <see cref="IHasAssets"/>.</remarks>
/// <typeparam name="T">An immutable class.</typeparam>
public sealed class LearnedValue<T> : ILearnedValue
    where T : class?
{
    private readonly AdaptiveLayer _layer;
    private volatile object? _value;

    internal LearnedValue(AdaptiveLayer layer, T start) => (_layer, _value) = (layer, start);

    /// <summary>The current value; do not change it in place.</summary>
    /// <exception cref="InvalidOperationException">The setter was called while a model with the layer trains.</exception>
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
