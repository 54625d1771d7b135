using System.Runtime.InteropServices;

namespace Layers;

public abstract partial class Model
{
    /// <summary>Predicts one row.</summary>
    /// <param name="row">The row's elements in order.</param>
    /// <returns>The output's elements in order.</returns>
    /// <exception cref="LayerException">A layer cannot take a row of that length, or is not adapted.</exception>
    public float[] Predict(ReadOnlySpan<float> row)
    {
        if (Fast(row) is { } program && row.Length == program.Input.Length)
        {
            var result = new float[program.Output.Length];
            Run(program, row, result, 1);
            return result;
        }
        return Casting.Cast(Predict(TensorData.Of(row.ToArray(), RowShape(row.Length, 1))), DType.Float32).ToArray<float>();
    }

    /// <summary>Predicts one row, or several consecutive rows, into memory that the caller provides. Nothing is copied. If the row engine
    /// predicts (see <see cref="PredictEngine"/>), nothing is allocated for few rows.</summary>
    /// <param name="rows">The elements of the rows in order. Arrays and <c>Memory.Span</c> are used without a copy.</param>
    /// <param name="results">The memory for the output's elements, row after row. It may be longer; the elements after the results stay
    /// unchanged.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="rows"/> is not a multiple of the length of a row,
    /// <paramref name="results"/> is too short, or the two share memory. Nothing is written.</exception>
    /// <exception cref="LayerException">A layer cannot take these rows, looks up an index that it does not have, or is not
    /// adapted.</exception>
    /// <exception cref="NotSupportedException">The engine is set to <see cref="PredictEngine.Rows"/>, and the row engine cannot run the
    /// model.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> results)
    {
        if (rows.Overlaps(results)) throw Throw.ResultsOverRows(this);
        if (Fast(rows) is { } program)
        {
            var count = RowsIn(rows.Length, program.Input.Length);
            var needed = (long)count * program.Output.Length;
            if (results.Length < needed) throw Throw.ResultsTooShort(this, needed, results.Length);
            Run(program, rows, results[..(int)needed], count);
            return;
        }
        var features = RowLength() ?? rows.Length;
        var y = Predict(TensorData.Of(rows.ToArray(), RowShape(features, RowsIn(rows.Length, features))));
        if (results.Length < y.Length) throw Throw.ResultsTooShort(this, y.Length, results.Length);
        Casting.Cast(y, DType.Float32).AsSpan<float>().CopyTo(results);
    }

    /// <summary>Returns the row engine's program for some rows, if its input and output are float32; null if ONNX Runtime must predict, or
    /// if a value must be refused.</summary>
    private RowProgram? Fast(ReadOnlySpan<float> rows)
    {
        if (Predictor.Ready is not { } ready)
        {
            if (rows.Length == 0 || (Input is not null && RowLength() is null)) return null;
            RequireAdapted();
            ready = Predictor.For(this,
                [InputFor(TensorData.Zeros(Input?.Type ?? DType.Float32, RowShape(RowLength() ?? rows.Length, 1)))]);
            // The row engine holds no native memory, so nothing is freed here.
            ready.Leave();
        }
        return ready.ProgramForFloats(rows.Length, Engine) is { } program && (!RefusesValues || ready.Holds(rows)) ? program : null;
    }

    private void Run(RowProgram program, ReadOnlySpan<float> rows, Span<float> results, int count)
    {
        try
        {
            program.RunAll(MemoryMarshal.AsBytes(rows), MemoryMarshal.AsBytes(results), count);
        }
        catch (Exception e) when (e is RowIndexException or AggregateException)
        {
            throw IndexFaults.Of(this, e) ?? e;
        }
    }

    // The number of elements in a row; null if it varies or is not known yet.
    private int? RowLength() => Input is { } input && input.Shape[1..].IsKnown ? checked((int)input.Shape[1..].Length) : null;

    private Shape RowShape(int features, int rows) => RowLength() == features ? [rows, .. Input!.Shape[1..]] : [rows, features];

    private int RowsIn(int numbers, int features) =>
        numbers > 0 && numbers % features == 0 ? numbers / features : throw Throw.WrongRowLength(this, features, numbers);
}
