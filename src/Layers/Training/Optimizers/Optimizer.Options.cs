namespace Layers;

public abstract partial class Optimizer
{
    /// <summary>The weight decay of each step: <c>w −= w · decay · rate</c>, before the update by the gradient (Loshchilov and Hutter,
    /// 2017); 0 or more; <see langword="null"/>, the default, for none.</summary>
    /// <exception cref="ArgumentException">The new value is less than 0 or not finite.</exception>
    public double? WeightDecay
    {
        get;
        set =>
            field = value is null || (value >= 0 && double.IsFinite(value.Value))
            ? value : throw Throw.BadTrainingArgument(nameof(WeightDecay), "a finite number of 0 or more", value);
    }

    /// <summary>Parts of names of weights that do not decay: <c>["bias"]</c> for all weights with <c>bias</c> in their name; none by
    /// default. Files do not store them, as in Keras.</summary>
    public IReadOnlyList<string> ExcludeFromWeightDecay { get; set; } = [];

    /// <summary>The maximum norm of the gradient of a weight, above 0. A gradient with a larger norm is scaled down to this norm.
    /// <see langword="null"/>, the default, for no limit.</summary>
    /// <exception cref="ArgumentException">The new value is not above 0, or another of the three clipping options is set.</exception>
    public double? ClipNorm
    {
        get;
        set => field = OneClip(nameof(ClipNorm), value, ClipValue ?? GlobalClipNorm);
    }

    /// <summary>The maximum absolute value of an element of a gradient, above 0. Larger elements are clipped to this value.
    /// <see langword="null"/>, the default, for no limit.</summary>
    /// <inheritdoc cref="ClipNorm" path="/exception"/>
    public double? ClipValue
    {
        get;
        set => field = OneClip(nameof(ClipValue), value, ClipNorm ?? GlobalClipNorm);
    }

    /// <summary>The maximum norm of the gradients of all weights together, above 0. Gradients with a larger norm are scaled down to this
    /// norm. <see langword="null"/>, the default, for no limit.</summary>
    /// <inheritdoc cref="ClipNorm" path="/exception"/>
    public double? GlobalClipNorm
    {
        get;
        set => field = OneClip(nameof(GlobalClipNorm), value, ClipNorm ?? ClipValue);
    }

    /// <summary>Whether the optimizer keeps a running mean of the weights, which replaces the weights when a fit ends; default false. A
    /// change resets the optimizer's state.</summary>
    public bool UseEma
    {
        get;
        set => (field, State) = (value, value == field ? State : null);
    }

    /// <summary>The decay rate of the running mean of the weights, from 0 to 1; default 0.99.</summary>
    /// <exception cref="ArgumentException">The new value is out of range.</exception>
    public double EmaMomentum
    {
        get;
        set => field = value >= 0 && value <= 1 ? value : throw Throw.BadTrainingArgument(nameof(EmaMomentum), "from 0 to 1", value);
    } = 0.99;

    /// <summary>The number of steps between two replacements of the weights by the running mean, 1 or more; <see langword="null"/>, the
    /// default, if the weights are replaced only when a fit ends.</summary>
    /// <exception cref="ArgumentException">The new value is less than 1.</exception>
    public int? EmaOverwriteFrequency
    {
        get;
        set => field = value is null or >= 1 ? value : throw Throw.BadTrainingArgument(nameof(EmaOverwriteFrequency), "1 or more", value);
    }

    /// <summary>The number of batches in one step, which uses the mean of their gradients; 2 or more; <see langword="null"/>, the default,
    /// for one batch per step. A change resets the optimizer's state.</summary>
    /// <exception cref="ArgumentException">The new value is less than 2.</exception>
    public int? GradientAccumulationSteps
    {
        get;
        set =>
            (field, State) = value is null or >= 2
            ? (value, value == field ? State : null)
            : throw Throw.BadTrainingArgument(nameof(GradientAccumulationSteps), "2 or more", value);
    }

    /// <summary>The factor of the loss when the gradients are computed, above 0. The gradients are divided by this factor afterwards, so
    /// that small gradients do not underflow in 16 bits. <see langword="null"/>, the default, for none.</summary>
    /// <exception cref="ArgumentException">The new value is not above 0.</exception>
    public double? LossScaleFactor
    {
        get;
        set =>
            field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value : throw Throw.BadTrainingArgument(nameof(LossScaleFactor), "a finite number above 0", value);
    }

    private static double? OneClip(string name, double? value, double? other)
    {
        if (value is null) return null;
        if (!(value > 0 && double.IsFinite(value.Value))) throw Throw.BadTrainingArgument(name, "a finite number above 0", value);
        return other is null ? value : throw Throw.TwoClips(name);
    }
}
