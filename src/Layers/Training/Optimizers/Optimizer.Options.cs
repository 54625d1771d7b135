namespace Layers;

public abstract partial class Optimizer
{
    /// <summary>How much of each weight is taken off at each step, times the learning rate: <c>w −= w · decay · rate</c>, before the step
    /// itself (Loshchilov and Hutter, 2017); 0 or more, <see langword="null"/> (the default) for none.</summary>
    /// <exception cref="ArgumentException">On setting: less than 0 or not finite.</exception>
    public double? WeightDecay
    {
        get;
        set => field = value is null || (value >= 0 && double.IsFinite(value.Value)) ? value : throw Throw.BadTrainingArgument(nameof(WeightDecay), "a finite number of 0 or more", value);
    }

    /// <summary>Weights whose name has one of these in it do not decay: <c>["bias"]</c>; none by default. Files do not keep it, nor do
    /// Keras's.</summary>
    public IReadOnlyList<string> ExcludeFromWeightDecay { get; set; } = [];

    /// <summary>The largest length that the gradient of a weight may have; longer ones are shortened to it. Above 0, <see langword="null"/>
    /// (the default) for any.</summary>
    /// <exception cref="ArgumentException">On setting: not above 0, or gradients are clipped another way already.</exception>
    public double? ClipNorm
    {
        get;
        set => field = OneClip(nameof(ClipNorm), value, ClipValue ?? GlobalClipNorm);
    }

    /// <summary>The largest size that an element of a gradient may have; larger ones are cut to it. Above 0, <see langword="null"/> (the
    /// default) for any.</summary>
    /// <inheritdoc cref="ClipNorm" path="/exception"/>
    public double? ClipValue
    {
        get;
        set => field = OneClip(nameof(ClipValue), value, ClipNorm ?? GlobalClipNorm);
    }

    /// <summary>The largest length that the gradients of all weights together may have; longer ones are shortened to it. Above 0,
    /// <see langword="null"/> (the default) for any.</summary>
    /// <inheritdoc cref="ClipNorm" path="/exception"/>
    public double? GlobalClipNorm
    {
        get;
        set => field = OneClip(nameof(GlobalClipNorm), value, ClipNorm ?? ClipValue);
    }

    /// <summary>Whether a running mean of the weights is kept, which takes their place when a fit ends; default false. Changing it starts
    /// the optimizer's memory anew.</summary>
    public bool UseEma
    {
        get;
        set => (field, State) = (value, value == field ? State : null);
    }

    /// <summary>How much of the running mean of the weights is kept at each step, from 0 to 1; default 0.99.</summary>
    /// <exception cref="ArgumentException">On setting: out of range.</exception>
    public double EmaMomentum
    {
        get;
        set => field = value >= 0 && value <= 1 ? value : throw Throw.BadTrainingArgument(nameof(EmaMomentum), "from 0 to 1", value);
    } = 0.99;

    /// <summary>After how many steps the weights become their running mean, again and again; 1 or more, <see langword="null"/> (the
    /// default) for only when a fit ends.</summary>
    /// <exception cref="ArgumentException">On setting: less than 1.</exception>
    public int? EmaOverwriteFrequency
    {
        get;
        set => field = value is null or >= 1 ? value : throw Throw.BadTrainingArgument(nameof(EmaOverwriteFrequency), "1 or more", value);
    }

    /// <summary>How many batches make one step, with the mean of their gradients; 2 or more, <see langword="null"/> (the default) for a
    /// step each batch. Changing it starts the optimizer's memory anew.</summary>
    /// <exception cref="ArgumentException">On setting: less than 2.</exception>
    public int? GradientAccumulationSteps
    {
        get;
        set => (field, State) = value is null or >= 2 ? (value, value == field ? State : null) : throw Throw.BadTrainingArgument(nameof(GradientAccumulationSteps), "2 or more", value);
    }

    /// <summary>By what the loss is multiplied before gradients are taken, and the gradients divided after, so that small ones do not
    /// vanish in 16 bits; above 0, <see langword="null"/> (the default) for nothing.</summary>
    /// <exception cref="ArgumentException">On setting: not above 0.</exception>
    public double? LossScaleFactor
    {
        get;
        set => field = value is null || (value > 0 && double.IsFinite(value.Value)) ? value : throw Throw.BadTrainingArgument(nameof(LossScaleFactor), "a finite number above 0", value);
    }

    private static double? OneClip(string name, double? value, double? other)
    {
        if (value is null) return null;
        if (!(value > 0 && double.IsFinite(value.Value))) throw Throw.BadTrainingArgument(name, "a finite number above 0", value);
        return other is null ? value : throw Throw.TwoClips(name);
    }
}
