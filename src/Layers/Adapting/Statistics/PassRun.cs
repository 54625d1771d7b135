using System.Runtime.ExceptionServices;
using Layers.Graphs;

namespace Layers;

/// <summary>Runs the readers over one batch. Threads take units of work in any order, and the parts are merged in the order of the units,
/// so that the threads do not affect the result.</summary>
internal sealed class PassRun(TensorData batch, AxisLayout layout, StatisticsRequest request, long rowsBefore)
{
    private readonly PassPlan _plan = new(layout);
    private readonly RowSample? _sample = RowSample.For(request.Quantiles, rowsBefore, layout.Rows);
    private readonly Lock _joining = new();
    private readonly Dictionary<int, UnitPart> _early = [];
    private int _taken = -1, _joined;
    private long _elements, _reported;
    private volatile ExceptionDispatchInfo? _failure;

    /// <summary>Adds the batch's moments.</summary>
    public void AddTo(FeatureStatistics seen)
    {
        var threads = request.MaxDegreeOfParallelism < 0 ? Environment.ProcessorCount : request.MaxDegreeOfParallelism;
        threads = Math.Clamp(threads, 1, _plan.Units);
        if (threads == 1) Work(seen);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work(seen));
        _failure?.Throw();
    }

    private void Work(FeatureStatistics seen)
    {
        try
        {
            var reader = ChunkReader.For(batch, layout.FeaturesOfLanes(_plan.PanelBands), _plan.ChunkRows, request.RowWeights);
            UnitPart? part = null;
            while (_failure is null && Interlocked.Increment(ref _taken) is var unit && unit < _plan.Units)
            {
                request.Cancellation.ThrowIfCancellationRequested();
                part ??= new UnitPart(_plan.PiecesPerUnit * _plan.PieceFeatures, _sample is not null);
                part.Clear(rowsBefore + unit);
                var (from, to) = Pieces(unit);
                for (var p = from; p < to; p++)
                {
                    var piece = _plan[p];
                    var at = (p - from) * _plan.PieceFeatures;
                    reader.Observe(piece, part.Moments.AsSpan(at, piece.Features), _sample,
                        _sample is null ? [] : part.Sketches.AsSpan(at, piece.Features));
                }
                part = Join(seen, unit, part);
            }
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>Merges a unit's part and the parts that waited for this unit. Returns a free buffer, or null.</summary>
    private UnitPart? Join(FeatureStatistics seen, int unit, UnitPart part)
    {
        lock (_joining)
        {
            if (unit != _joined)
            {
                _early.Add(unit, part);
                return null;
            }
            var free = part;
            do
            {
                Add(seen, _joined, part);
                _joined++;
            }
            while (_early.Remove(_joined, out part!));
            Report();
            return free;
        }
    }

    private void Add(FeatureStatistics seen, int unit, UnitPart part)
    {
        var (from, to) = Pieces(unit);
        for (var p = from; p < to; p++)
        {
            var piece = _plan[p];
            var at = (p - from) * _plan.PieceFeatures;
            for (var f = 0; f < piece.Features; f++)
                seen.Add(piece.FirstFeature + f, part.Moments[at + f], _sample is null ? null : part.Sketches[at + f]);
            _elements += (long)piece.Rows * piece.Lanes;
        }
    }

    private (int From, int To) Pieces(int unit) =>
        (unit * _plan.PiecesPerUnit, Math.Min((unit + 1) * _plan.PiecesPerUnit, _plan.Pieces));

    // A hundred reports suit a progress bar. StatisticsPass makes the last report, after it has checked the batch.
    private void Report()
    {
        var rows = _elements / layout.Features;
        if (request.Progress is null || rows == layout.Rows || rows - _reported < layout.Rows / 100) return;
        _reported = rows;
        request.Progress.Report(rowsBefore + rows);
    }
}
