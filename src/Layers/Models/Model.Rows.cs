using System.Runtime.InteropServices;

namespace Layers;

public abstract partial class Model
{
    /// <summary>Predicts one row.</summary>
    /// <param name="row">The row's elements in order.</param>
    /// <returns>The output's elements in order.</returns>
    /// <exception cref="LayerException">A layer cannot work on a row of that length, or was not adapted.</exception>
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

    /// <summary>Predicts one row, or several that stand one after the other, into memory that is given: nothing is copied, and where the
    /// row engine predicts (see <see cref="PredictEngine"/>), nothing is allocated for few rows.</summary>
    /// <param name="rows">The elements of the rows in order; arrays and <c>Memory.Span</c> are taken as they are.</param>
    /// <param name="results">Where the output's elements go, row after row. It may be longer; what is behind them stays as it is.</param>
    /// <exception cref="ArgumentException">There are not as many numbers as one row has, or a multiple of it; or too little room for the
    /// results; or both share memory. Nothing was written.</exception>
    /// <exception cref="LayerException">A layer cannot work on such rows, looked up an index it does not have, or was not
    /// adapted.</exception>
    /// <exception cref="NotSupportedException">The engine was set to <see cref="PredictEngine.Rows"/>, which does not know the
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

    /// <summary>The row engine for some rows, where it takes and gives float32; null where ONNX Runtime is to predict, or a value is to be
    /// refused.</summary>
    private RowProgram? Fast(ReadOnlySpan<float> rows)
    {
        if (Predictor.Ready is not { } ready)
        {
            if (rows.Length == 0 || (Input is not null && RowLength() is null)) return null;
            RequireAdapted();
            ready = Predictor.For(this, [InputFor(TensorData.Zeros(Input?.Type ?? DType.Float32, RowShape(RowLength() ?? rows.Length, 1)))]);
            // The row engine has nothing to free.
            ready.Leave();
        }
        return ready.FloatsFor(rows.Length, Engine) is { } program && (!RefusesValues || ready.Holds(rows)) ? program : null;
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

    // How many numbers a row has; null where that differs, or nobody knows yet.
    private int? RowLength() => Input is { } input && input.Shape[1..].IsKnown ? checked((int)input.Shape[1..].Length) : null;

    private Shape RowShape(int features, int rows) => RowLength() == features ? [rows, .. Input!.Shape[1..]] : [rows, features];

    private int RowsIn(int numbers, int features) => numbers > 0 && numbers % features == 0 ? numbers / features : throw Throw.WrongRowLength(this, features, numbers);
}
