namespace Layers.Tests;

/// <summary>Hands its input on with a mask that is always the same, so that differences that move the input do not move the mask.</summary>
internal sealed class FixedMask(TensorData mask, DTypePolicy? dtype = null) : Layer("fixed_mask", dtype)
{
    protected override Value Call(Value x) => x;

    protected override Value? ComputeMask(Value x, Value? given) => Ops.Constant(mask);
}
