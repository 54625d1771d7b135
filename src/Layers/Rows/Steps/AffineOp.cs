namespace Layers;

/// <summary>What a link of an affine chain does with the constant on the right.</summary>
internal enum AffineOp
{
    Add,
    Sub,
    Mul,
    Div,
}
