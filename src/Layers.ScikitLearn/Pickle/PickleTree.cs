using System.Numerics;

namespace Layers.ScikitLearn;

/// <summary>The last pass over what a pickle holds: unfinished values are replaced by what they became, and what a walk by recursion could
/// not bear is refused.</summary>
/// <remarks>A pickle can name a value that it has made already. So a short one may hold a list that holds itself, or thirty lists, each of
/// which holds the one before it twice.</remarks>
internal static class PickleTree
{
    /// <summary>How deep values may nest. A pipeline in a transformer in a pipeline takes about ten levels.</summary>
    public const int MostDepth = 256;

    // How many values a walk may meet that goes through shared ones each time it meets them.
    private const long LeastWalk = 1_000_000;
    private const long WalkPerValue = 16;

    // Of a container whose contents are being looked at.
    private const long Open = -1;

    /// <summary>The finished value.</summary>
    /// <exception cref="InvalidDataException">A value holds itself, nests too deep, or is unfinished.</exception>
    public static object? Finish(object? value, PickleSource source)
    {
        var root = Finished(value, source);
        if (!IsContainer(root)) return root;
        var done = new Dictionary<object, (long Size, int Height)>(ReferenceEqualityComparer.Instance) { [root!] = (Open, 0) };
        var path = new Stack<Visit>();
        path.Push(new Visit(root!));
        var values = 1L;
        while (true)
        {
            var visit = path.Peek();
            if (visit.Next < visit.Count)
            {
                var child = Finished(visit.Child, source);
                visit.Child = child;
                visit.Next++;
                values++;
                if (!IsContainer(child)) visit.Size = Sum(visit.Size, 1);
                else if (!done.TryGetValue(child!, out var known))
                {
                    done[child!] = (Open, 0);
                    path.Push(new Visit(child!));
                }
                else if (known.Size == Open) throw Throw.Cycle(source.Name);
                else visit.Add(known.Size, known.Height);
                continue;
            }
            path.Pop();
            if (visit.Height > MostDepth) throw Throw.TooDeep(source.Name, MostDepth);
            done[visit.Container] = (visit.Size, visit.Height);
            if (path.TryPeek(out var parent)) parent.Add(visit.Size, visit.Height);
            else break;
        }
        return done[root!].Size <= LeastWalk + WalkPerValue * values ? root : throw Throw.TooMuchWork(source.Name);
    }

    private static object? Finished(object? value, PickleSource source)
    {
        while (value is IUnfinished unfinished) value = unfinished.Finish(source);
        return value switch
        {
            null or bool or long or double or string or byte[] or BigInteger or PickledName or PickledSlice or NumpyArray => value,
            List<object?> or object?[] or PickledDictionary or PickledObject => value,
            _ => throw Throw.Damaged(source, "the file holds what is needed only while it is read"),
        };
    }

    private static bool IsContainer(object? value) =>
        value is List<object?> or object?[] or PickledDictionary or PickledObject or NumpyArray { Values: object?[] and not string[] };

    // Shared values grow beyond any number.
    private static long Sum(long a, long b) => Math.Min(a + b, long.MaxValue / 4);

    private sealed class Visit(object container)
    {
        public object Container => container;

        public int Next { get; set; }

        public long Size { get; set; } = 1;

        public int Height { get; private set; } = 1;

        public int Count { get; } = container switch
        {
            List<object?> list => list.Count,
            object?[] tuple => tuple.Length,
            NumpyArray array => array.Count,
            PickledDictionary dictionary => 2 * dictionary.Entries.Count,
            _ => ((PickledObject)container).Fields.Count,
        };

        public object? Child
        {
            get => container switch
            {
                List<object?> list => list[Next],
                object?[] tuple => tuple[Next],
                NumpyArray array => ((object?[])array.Values)[Next],
                PickledDictionary dictionary => dictionary.Entries[Next / 2] is var entry && Next % 2 == 0 ? entry.Key : entry.Value,
                _ => ((PickledObject)container).FieldAt(Next),
            };
            set
            {
                switch (container)
                {
                    case List<object?> list: list[Next] = value; break;
                    case object?[] tuple: tuple[Next] = value; break;
                    case NumpyArray array: ((object?[])array.Values)[Next] = value; break;
                    case PickledDictionary dictionary: dictionary.Replace(Next / 2, Next % 2 == 0, value); break;
                    default: ((PickledObject)container).SetAt(Next, value); break;
                }
            }
        }

        public void Add(long size, int height)
        {
            Size = Sum(Size, size);
            Height = Math.Max(Height, height + 1);
        }
    }
}
