using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Layers;
using Layers.Graphs;
using Layers.Onnx;

/// <summary>Many threads predict with each engine while others train, adapt, load and dispose the same models.</summary>
/// <remarks>A crash, and a number that belongs to no set of weights, are faults.</remarks>
internal sealed class Stress : IDisposable
{
    private const int PredictingThreads = 8;
    private const int Features = 16;

    private readonly float[,] _x = Rows(96, seed: 1);
    private readonly float[,] _y = Rows(96, seed: 2, columns: 1);
    private readonly float[][,] _populations = [Rows(200, seed: 3), Rows(200, seed: 4, scale: 7, offset: 3)];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"layers-stress-{Environment.ProcessId}.keras");
    private readonly ConcurrentBag<string> _faults = [];
    private readonly PerEngine[] _engines;
    private volatile bool _isDone;

    public Stress()
    {
        using (var model = Adaptable(PredictEngine.Auto))
        {
            model.Save(_path);
        }
        _engines = [.. Enum.GetValues<PredictEngine>().Select(engine => new PerEngine(this, engine))];
    }

    /// <summary>Runs for the given seconds; returns 0 on success and 1 on a fault.</summary>
    public int Run(double seconds)
    {
        Action[] jobs =
        [
            .. Enumerable.Range(0, PredictingThreads).Select(number => (Action)(() => Predict(number))),
            () => Each(engine => engine.Fit()),
            () => Each(engine => engine.Adapt()),
            () => Each(engine => engine.Replace()),
            RunAndDispose,
        ];
        var threads = jobs.Select(job => new Thread(() => Guarded(job))).ToList();
        foreach (var thread in threads) thread.Start();
        var clock = Stopwatch.StartNew();
        // On a busy machine it takes longer until every job has run.
        while (clock.Elapsed.TotalSeconds < seconds || (_faults.IsEmpty && !_engines.All(engine => engine.IsDone))) Thread.Sleep(10);
        _isDone = true;
        foreach (var thread in threads) thread.Join();
        Console.WriteLine(string.Join("; ", (object[])_engines));
        foreach (var fault in _faults.Distinct().Take(20)) Console.WriteLine(fault);
        return _faults.IsEmpty ? 0 : 1;
    }

    public void Dispose()
    {
        foreach (var engine in _engines) engine.Dispose();
        File.Delete(_path);
    }

    private static float[,] Rows(int count, int seed, int columns = Features, float scale = 1, float offset = 0)
    {
        var random = new Random(seed);
        var rows = new float[count, columns];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < columns; column++)
                rows[row, column] = offset + (scale * random.NextSingle());
        return rows;
    }

    private Sequential Adaptable(PredictEngine engine)
    {
        var model = new Sequential(seed: 5) { new Input(Features), new Normalization(), new Dense(32, Activation.Tanh), new Dense(1) };
        model.Engine = engine;
        model.Adapt(_populations[0]);
        return model;
    }

    // The model has more weights than the row engine's limit, so that the default engine is ONNX Runtime.
    private static Sequential Trainable(PredictEngine engine)
    {
        var width = engine == PredictEngine.Rows ? 64 : 1500;
        var model = new Sequential(seed: 6) { new Input(Features), new Dense(width, Activation.Relu), new Dense(width, Activation.Relu),
            new Dense(1) };
        model.Engine = engine;
        model.Compile(new Sgd(1e-4), Loss.MeanSquaredError);
        return model;
    }

    private void Guarded(Action job)
    {
        try
        {
            job();
        }
        catch (Exception e)
        {
            _faults.Add(e.ToString());
        }
    }

    private void Predict(int number)
    {
        for (var turn = number; !_isDone; turn++) _engines[turn % _engines.Length].Predict(turn / _engines.Length);
    }

    private void Each(Action<PerEngine> change)
    {
        for (var turn = 0; !_isDone; turn++) change(_engines[turn % _engines.Length]);
    }

    // A training session, disposed by another thread during a run.
    private void RunAndDispose()
    {
        var (state, feed) = (Ops.Input("state", [256, 256]), Ops.Input("feed", ["batch", 256]));
        var graph = Graph.Of(new Dictionary<string, Value> { ["next"] = state * 0.5f, ["result"] = Ops.MatMul(feed, state) });
        while (!_isDone)
        {
            var session = new StatefulSession(graph, [new StateInput(state, "next")], [TensorData.Zeros(DType.Float32, state.Shape)]);
            using var disposing = new Timer(_ => session.Dispose(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            try
            {
                for (var rows = 1; ; rows++)
                {
                    using var batch = session.CreateBatch([rows, 256]);
                    batch.Run();
                }
            }
            catch (ObjectDisposedException)
            {
                // The expected exception of a disposed session.
            }
        }
    }

    /// <summary>The models that predict with one engine.</summary>
    private sealed class PerEngine : IDisposable
    {
        private readonly Stress _stress;
        private readonly PredictEngine _engine;
        private readonly Sequential _trained, _adapted;
        private readonly float[][,] _expected = new float[2][,];
        private volatile Model _loaded;
        private int _population;
        private int _fits, _adapts, _loads, _predictions;

        public PerEngine(Stress stress, PredictEngine engine)
        {
            (_stress, _engine, _trained, _adapted) = (stress, engine, Trainable(engine), stress.Adaptable(engine));
            for (var i = 2; i-- > 0;)
            {
                _adapted.Adapt(stress._populations[i]);
                _expected[i] = _adapted.Predict(stress._x);
            }
            _loaded = Load();
        }

        /// <summary>Whether each job has run several times.</summary>
        public bool IsDone => Math.Min(Math.Min(_fits, _adapts), Math.Min(_loads, _predictions)) > 1;

        public void Fit()
        {
            _trained.Fit(_stress._x, _stress._y, batchSize: 48);
            _fits++;
        }

        public void Adapt()
        {
            _population = 1 - _population;
            _adapted.Adapt(_stress._populations[_population]);
            _adapts++;
        }

        public void Replace()
        {
            var old = _loaded;
            _loaded = Load();
            old.Dispose();
            _loads++;
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture,
            $"{_engine}: {_predictions} predictions, {_fits} fits, {_adapts} adapts, {_loads} loads");

        public void Predict(int turn)
        {
            switch (turn % 4)
            {
                case 0:
                    Check("trained", _trained.Predict(_stress._x));
                    break;
                case 1:
                    Check("adapted", _adapted.Predict(_stress._x), _expected[0], _expected[1]);
                    break;
                case 2:
                    var rows = new float[_stress._x.Length];
                    Buffer.BlockCopy(_stress._x, 0, rows, 0, rows.Length * sizeof(float));
                    var results = new float[1, 1];
                    _adapted.Predict(rows.AsSpan(0, Features), MemoryMarshal.CreateSpan(ref results[0, 0], 1));
                    Check("row", results, _expected[0], _expected[1]);
                    break;
                default:
                    try
                    {
                        var y = _loaded.Predict(new Dictionary<string, TensorData> { [_loaded.Inputs[0].Name] = _stress._x });
                        Check("loaded", _loaded.Predict(_stress._x), _expected[0]);
                        if (y.Count != 1) _stress._faults.Add($"{_engine}: {y.Count} outputs");
                    }
                    catch (ObjectDisposedException)
                    {
                        // The expected exception: another thread replaced and disposed the model.
                    }
                    break;
            }
            Interlocked.Increment(ref _predictions);
        }

        public void Dispose()
        {
            _trained.Dispose();
            _adapted.Dispose();
            _loaded.Dispose();
        }

        private Model Load()
        {
            var model = Model.Load(_stress._path);
            model.Engine = _engine;
            return model;
        }

        private void Check(string what, float[,] actual, params ReadOnlySpan<float[,]> expected)
        {
            foreach (var value in actual)
                if (!float.IsFinite(value)) _stress._faults.Add($"{_engine}, {what}: {value} is not finite");
            if (expected.IsEmpty) return;
            foreach (var one in expected)
                if (IsClose(actual, one)) return;
            _stress._faults.Add($"{_engine}, {what}: not the predictions of any weights that the model had");
        }

        private static bool IsClose(float[,] actual, float[,] expected)
        {
            for (var row = 0; row < actual.GetLength(0); row++)
                if (MathF.Abs(actual[row, 0] - expected[row, 0]) > 1e-4f * (1 + MathF.Abs(expected[row, 0]))) return false;
            return true;
        }
    }
}
