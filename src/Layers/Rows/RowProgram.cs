namespace Layers;

/// <summary>A prediction graph as a list of managed kernels over rows. Immutable; any number of threads may run a program at
/// once.</summary>
/// <remarks>The prediction for a row is the same in every bit whether the row is predicted alone or with others: each kernel computes in
/// the same way, and sums in the same order, for one row and for many.</remarks>
internal sealed class RowProgram
{
    // The intermediate values of a block of rows fit the second-level cache, and the block is large enough to amortize the cost of each
    // step.
    private const int CacheBytes = 128 * 1024;
    private const int MostRowsPerRun = 256;

    // Less work is finished before a second thread wakes up: about 50 µs on one thread.
    private const long WorkWorthThreads = 2_000_000;

    // The number of rows that matrix kernels process together.
    private const int RowGranule = 4;

    // Outputs of this size leave the caches before the caller reads them.
    private const long StreamedBytes = 64 << 20;

    // Each thread keeps its scratch memory for the next call.
    [ThreadStatic]
    private static AlignedMemory<byte>? s_scratch;

    private readonly RowStep[] _steps;
    private readonly int _scratchPerRow;
    private readonly long _workPerRow;

    private readonly Shape _outputShape;

    /// <param name="input">The input rows; null if there are several inputs, or texts.</param>
    /// <param name="output">The output rows.</param>
    /// <param name="outputShape">The shape of the output, with the batch axis first.</param>
    /// <param name="steps">The steps in order.</param>
    public RowProgram(RowValue? input, RowValue output, Shape outputShape, IReadOnlyList<RowStep> steps)
    {
        TakesTensors = input is null;
        Input = input ??= new RowValue(DType.UInt8, 0);
        Output = output;
        _outputShape = outputShape;
        _steps = [.. steps];
        // Values are aligned to cache lines, so that no vector crosses a line.
        _scratchPerRow = RowMemory.Assign(_steps, AlignedMemory<byte>.Line);
        foreach (var step in _steps) _workPerRow += step.Work;
        var rows = CacheBytes / Math.Max(1, _scratchPerRow + input.Bytes + output.Bytes);
        // Fewer rows than matrix kernels process together would cost more than exceeding the cache.
        RowsPerRun = rows < 8 ? RowGranule : Math.Min(rows / 8 * 8, MostRowsPerRun);
    }

    /// <summary>The input rows; without elements if <see cref="TakesTensors"/> is true.</summary>
    public RowValue Input { get; }

    /// <summary>Whether the program takes a tensor for each input, because it has several inputs, or texts.</summary>
    public bool TakesTensors { get; }

    public RowValue Output { get; }

    /// <summary>The number of rows that go through the steps together.</summary>
    public int RowsPerRun { get; }

    public IReadOnlyList<RowStep> Steps => _steps;

    /// <summary>Predicts rows on the current thread.</summary>
    /// <param name="input">All elements of the rows.</param>
    /// <param name="output">The output elements of all rows.</param>
    /// <param name="rows">The number of rows.</param>
    public void Run(ReadOnlySpan<byte> input, Span<byte> output, int rows) => Run(input, output, rows, isStreamed: false, [], 0);

    /// <summary>Predicts rows, on all cores if there are many.</summary>
    /// <param name="inputs">A tensor for each input, all with the same number of rows.</param>
    public TensorData Run(params TensorData[] inputs)
    {
        var count = (int)inputs[0].Shape[0].Size;
        var y = TensorData.Zeros(Output.Type, _outputShape.With(0, count));
        if (TakesTensors) RunAll([], y.WritableBytes(), count, inputs);
        else RunAll(inputs[0].AsBytes(), y.WritableBytes(), count);
        return y;
    }

    /// <summary>Predicts one row on the current thread, without allocating.</summary>
    /// <param name="inputs">A tensor for each input, with one row.</param>
    /// <param name="output">The output elements of the row.</param>
    public void RunRow(TensorData[] inputs, Span<byte> output) =>
        Run(TakesTensors ? [] : inputs[0].AsBytes(), output, 1, isStreamed: false, TakesTensors ? inputs : [], 0);

    /// <summary>Predicts rows, on all cores if there are many, and without allocating if there are few. With one core, no other thread is
    /// used, because there may be none.</summary>
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
            var frame = new RowFrame(input.Slice(start * Input.Bytes, count * Input.Bytes),
                output.Slice(start * Output.Bytes, count * Output.Bytes), scratch, count, isStreamed, tensors, first + start);
            foreach (var step in _steps) step.Run(frame);
        }
    }

    // Few rows are divided evenly among the cores, many into blocks that fit the cache.
    private int RowsPerPart(int rows)
    {
        var each = (rows + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        return Math.Min(RowsPerRun, (each + RowGranule - 1) / RowGranule * RowGranule);
    }

    private unsafe void RunParallel(ReadOnlySpan<byte> input, Span<byte> output, int rows, int size, TensorData[] tensors)
    {
        fixed (byte* x = input, y = output)
        {
            // Spans cannot be captured. The memory is pinned until all parts are done.
            var (from, to) = ((nint)x, (nint)y);
            var (read, written) = (input.Length, output.Length);
            Parallel.For(0, (rows + size - 1) / size,
                part => RunPart(new ReadOnlySpan<byte>((void*)from, read), new Span<byte>((void*)to, written), rows, part * size, size,
                tensors));
        }
    }

    private void RunPart(ReadOnlySpan<byte> input, Span<byte> output, int rows, int start, int size, TensorData[] tensors)
    {
        var count = Math.Min(size, rows - start);
        Run(input.Slice(start * Input.Bytes, count * Input.Bytes), output.Slice(start * Output.Bytes, count * Output.Bytes), count,
            output.Length >= StreamedBytes, tensors, start);
    }

    private Span<byte> Scratch(int rows)
    {
        var needed = _scratchPerRow * rows;
        if (s_scratch is not { } scratch || scratch.Length < needed) s_scratch = scratch = new(needed);
        return scratch.Span[..needed];
    }
}
