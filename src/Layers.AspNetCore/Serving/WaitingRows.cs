namespace Layers.AspNetCore;

/// <summary>The rows of one request that waits for a batch.</summary>
/// <param name="inputs">A tensor for each input, with the batch axis first.</param>
/// <param name="rows">The number of rows.</param>
internal sealed class WaitingRows(TensorData[] inputs, int rows)
    : TaskCompletionSource<BatchPart>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TensorData[] Inputs => inputs;

    public int Rows => rows;

    /// <summary>Returns whether the rows of another request fit into the same tensors: all sizes except that of the batch are
    /// equal.</summary>
    public bool FitsWith(WaitingRows other)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (!inputs[i].Shape[1..].Equals(other.Inputs[i].Shape[1..])) return false;
        return true;
    }
}
