namespace Layers;

/// <summary>One link of an affine chain: what is done with the constant on the right.</summary>
internal enum AffineOp
{
    Add,
    Sub,
    Mul,
    Div,
}
