namespace Layers;

/// <summary>A prediction graph as a flat list of managed kernels over rows. Immutable; any number of threads may run it at once.</summary>
/// <remarks>A row's bits do not depend on which rows it is predicted with: every kernel computes in the same way, and adds up in the same
/// order, for one row and for many.</remarks>
internal sealed class RowProgram
{
    // What is between the steps for so many rows stays in the second-level cache, and a step's own cost is spread thin.
    private const int CacheBytes = 128 * 1024;
    private const int MostRowsPerRun = 256;

    // Less is done before a second thread has woken up: about 50 µs on one.
    private const long WorkWorthThreads = 2_000_000;

    // Rows that the kernels of matrices take together.
    private const int RowGranule = 4;

    // Results of so many bytes have left the caches before anybody reads them.
    private const long StreamedBytes = 64 << 20;

    // A thread keeps what it needs for its next call.
    [ThreadStatic]
    private static AlignedMemory<byte>? s_scratch;

    private readonly RowStep[] _steps;
    private readonly int _scratchPerRow;
    private readonly long _workPerRow;

    private readonly Shape _outputShape;

    /// <param name="input">The rows that go in; null where there are several inputs, or texts.</param>
    /// <param name="output">The rows that come out.</param>
    /// <param name="outputShape">Their shape, with the batch first.</param>
    /// <param name="steps">In order.</param>
    public RowProgram(RowValue? input, RowValue output, Shape outputShape, IReadOnlyList<RowStep> steps)
    {
        TakesTensors = input is null;
        Input = input ??= new RowValue(DType.UInt8, 0);
        Output = output;
        _outputShape = outputShape;
        _steps = [.. steps];
        // Cut into lines of the cache, so that no value starts within a vector.
        _scratchPerRow = RowMemory.Assign(_steps, AlignedMemory<byte>.Line);
        foreach (var step in _steps) _workPerRow += step.Work;
        var rows = CacheBytes / Math.Max(1, _scratchPerRow + input.Bytes + output.Bytes);
        // Fewer than the kernel of matrices takes together would cost more than what leaves the cache.
        RowsPerRun = rows < 8 ? RowGranule : Math.Min(rows / 8 * 8, MostRowsPerRun);
    }

    /// <summary>The rows that go in; of no elements where it <see cref="TakesTensors"/>.</summary>
    public RowValue Input { get; }

    /// <summary>Whether it takes a tensor for each input, since there are several, or texts.</summary>
    public bool TakesTensors { get; }

    public RowValue Output { get; }

    /// <summary>How many rows go through the steps together.</summary>
    public int RowsPerRun { get; }

    public IReadOnlyList<RowStep> Steps => _steps;

    /// <summary>Predicts rows on this thread.</summary>
    /// <param name="input">All elements of the rows.</param>
    /// <param name="output">As many elements as the rows give.</param>
    /// <param name="rows">How many there are.</param>
    public void Run(ReadOnlySpan<byte> input, Span<byte> output, int rows) => Run(input, output, rows, isStreamed: false, [], 0);

    /// <summary>Predicts rows, many of them on every core.</summary>
    /// <param name="inputs">A tensor for each input, of as many rows.</param>
    public TensorData Run(params TensorData[] inputs)
    {
        var count = (int)inputs[0].Shape[0].Size;
        var y = TensorData.Zeros(Output.Type, _outputShape.With(0, count));
        if (TakesTensors) RunAll([], y.WritableBytes(), count, inputs);
        else RunAll(inputs[0].AsBytes(), y.WritableBytes(), count);
        return y;
    }

    /// <summary>Predicts one row on this thread, without allocating.</summary>
    /// <param name="inputs">A tensor for each input, of one row.</param>
    /// <param name="output">As many elements as the row gives.</param>
    public void RunRow(TensorData[] inputs, Span<byte> output) => Run(TakesTensors ? [] : inputs[0].AsBytes(), output, 1, isStreamed: false, TakesTensors ? inputs : [], 0);

    /// <summary>Predicts rows, many of them on every core; few without allocating. Where there is one core, no other thread is asked: there
    /// may be none.</summary>
    public void RunAll(ReadOnlySpan<byte> input, Span<byte> output, int rows) => RunAll(input, output, rows, []);

    private void RunAll(ReadOnlySpan<byte> input, Span<byte> output, int rows, TensorData[] tensors)
    {
        var size = Environment.ProcessorCount == 1 || rows * _workPerRow < WorkWorthThreads ? rows : RowsPerPart(rows);
        if (size >= rows) Run(input, output, rows, isStreamed: false, tensors, 0);
        else RunParallel(input, output, rows, size, tensors);
    }

    private void Run(ReadOnlySpan<byte> input, Span<byte> output, int rows, bool isStreamed, TensorData[] tensors, int first)
    {
        var scratch = Scratch(Math.Min(rows, RowsPerRun));
        for (var start = 0; start < rows; start += RowsPerRun)
        {
            var count = Math.Min(RowsPerRun, rows - start);
            var frame = new RowFrame(input.Slice(start * Input.Bytes, count * Input.Bytes), output.Slice(start * Output.Bytes, count * Output.Bytes), scratch, count, isStreamed, tensors, first + start);
            foreach (var step in _steps) step.Run(frame);
        }
    }

    // Few rows are dealt out evenly, many in parts that stay in the cache.
    private int RowsPerPart(int rows)
    {
        var each = (rows + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        return Math.Min(RowsPerRun, (each + RowGranule - 1) / RowGranule * RowGranule);
    }

    private unsafe void RunParallel(ReadOnlySpan<byte> input, Span<byte> output, int rows, int size, TensorData[] tensors)
    {
        fixed (byte* x = input, y = output)
        {
            // Spans cannot be captured; the memory stands still until all are done.
            var (from, to) = ((nint)x, (nint)y);
            var (read, written) = (input.Length, output.Length);
            Parallel.For(0, (rows + size - 1) / size, part => RunPart(new ReadOnlySpan<byte>((void*)from, read), new Span<byte>((void*)to, written), rows, part * size, size, tensors));
        }
    }

    private void RunPart(ReadOnlySpan<byte> input, Span<byte> output, int rows, int start, int size, TensorData[] tensors)
    {
        var count = Math.Min(size, rows - start);
        Run(input.Slice(start * Input.Bytes, count * Input.Bytes), output.Slice(start * Output.Bytes, count * Output.Bytes), count, output.Length >= StreamedBytes, tensors, start);
    }

    private Span<byte> Scratch(int rows)
    {
        var needed = _scratchPerRow * rows;
        if (s_scratch is not { } scratch || scratch.Length < needed) s_scratch = scratch = new(needed);
        return scratch.Span[..needed];
    }
}
