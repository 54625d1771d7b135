namespace Layers;

/// <summary>The rows of one of several inputs.</summary>
/// <param name="input">Its number.</param>
/// <param name="y">Where they go.</param>
internal sealed class LoadStep(int input, RowValue y) : RowStep(y)
{
    public override void Run(in RowFrame frame) => frame.Tensors[input].AsBytes().Slice(frame.Start * Result.Bytes, frame.Rows * Result.Bytes).CopyTo(frame.Write<byte>(Result));
}
