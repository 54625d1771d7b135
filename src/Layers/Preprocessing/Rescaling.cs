using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that multiplies by a scale and adds an offset: <c>y = x · scale + offset</c>.</summary>
/// <remarks>The input is <c>(batch, …)</c> of any rank; the output has the same shape. A scale or offset with axes broadcasts from the last
/// axis on, so a list has one number for each feature. Integers become floats. An input declared float64, or as integers of 32 or 64 bits,
/// is rescaled in float64 before it becomes float32; a 16-bit policy rounds the output and not the input. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/"/>.</remarks>
/// <example><code>new Rescaling(1 / 127.5, offset: -1)   // bytes to [-1, 1]</code></example>
public sealed class Rescaling : Layer, ISavable<Rescaling>
{
    /// <summary>Creates a layer with one scale and one offset for all elements.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="offset">The number to add; default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rescaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is beyond the type that the layer computes with, or the factor is so small that it loses
    /// digits in that type.</exception>
    public Rescaling(double scale, double offset = 0, string? name = null, DTypePolicy? dtype = null)
        : this(TensorData.Scalar(scale), TensorData.Scalar(offset), name, dtype)
    {
    }

    /// <summary>Creates a layer with scales and offsets for each feature or channel.</summary>
    /// <param name="scale">The factors, which broadcast against the input from the last axis on: <c>(features)</c>.</param>
    /// <param name="offset">The numbers to add, which broadcast in the same way.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rescaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="ArgumentException">The scale or the offset has strings.</exception>
    /// <exception cref="LayerException">A number is beyond the type that the layer computes with, or a factor is so small that it loses
    /// digits in that type.</exception>
    public Rescaling(TensorData scale, TensorData offset, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(offset);
        Scale = Casting.Cast(scale, DType.Float64);
        Offset = Casting.Cast(offset, DType.Float64);
        HeldNumbers.RequireFactors(this, nameof(scale), Scale, Policy.ArithmeticType);
        HeldNumbers.RequireGiven(this, nameof(offset), Offset, Policy.ArithmeticType);
    }

    /// <summary>The factors, float64.</summary>
    public TensorData Scale { get; }

    /// <summary>The numbers to add, float64.</summary>
    public TensorData Offset { get; }

    // Wide inputs, and those beyond 16 bits, are rescaled before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        x = WideInput.Of(x, Policy);
        return WideInput.Narrowed(x * Constant(Casting.Cast(Scale, x.Type)) + Constant(Casting.Cast(Offset, x.Type)), Policy);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("scale", Scale).Set("offset", Offset);
    }

    /// <inheritdoc/>
    public static Rescaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var scale = config.OptionalTensor("scale") ?? throw Throw.MissingSetting(config.Owner, "scale");
        return new(scale, config.OptionalTensor("offset") ?? TensorData.Scalar(0.0), config.Name, config.Policy);
    }
}
