namespace Layers;

/// <summary>The operator of a link of an affine chain, with a constant on the right.</summary>
internal enum AffineOp
{
    Add,
    Sub,
    Mul,
    Div,
}
