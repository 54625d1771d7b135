namespace Layers;

/// <summary>A step that copies the rows of one of several inputs.</summary>
/// <param name="input">The index of the input.</param>
/// <param name="y">The result.</param>
internal sealed class LoadStep(int input, RowValue y) : RowStep(y)
{
    public override void Run(in RowFrame frame) =>
        frame.Tensors[input].AsBytes().Slice(frame.Start * Result.Bytes, frame.Rows * Result.Bytes).CopyTo(frame.Write<byte>(Result));
}
