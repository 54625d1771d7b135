namespace Layers.Tests;

/// <summary>A layer that passes its input on with a constant mask, so that differences of the input do not change the mask.</summary>
internal sealed class FixedMask(TensorData mask, DTypePolicy? dtype = null) : Layer("fixed_mask", dtype)
{
    protected override Value Call(Value x) => x;

    protected override Value? ComputeMask(Value x, Value? given) => Ops.Constant(mask);
}
