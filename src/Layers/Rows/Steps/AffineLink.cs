namespace Layers;

/// <summary>One link of an affine chain: what is done, and the constant on the right of it, repeated for several rows.</summary>
internal sealed record AffineLink(AffineOp Op, float[] Constant);
