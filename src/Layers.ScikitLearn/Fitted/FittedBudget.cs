namespace Layers.ScikitLearn;

/// <summary>How deep objects of a file may hold one another, and how many there may be: what a pickle holds may hold itself.</summary>
internal sealed class FittedBudget
{
    private const int MostDeep = 50;
    private const int MostObjects = 10_000;

    private readonly Counter _objects;
    private readonly int _depth;

    private FittedBudget(Counter objects, int depth) => (_objects, _depth) = (objects, depth);

    public static FittedBudget Of() => new(new Counter(), 0);

    /// <summary>The budget of an object that another holds.</summary>
    /// <exception cref="InvalidDataException">There are too many, or too deep.</exception>
    public FittedBudget Below(string file)
    {
        if (_depth >= MostDeep || ++_objects.Count > MostObjects) throw Throw.TooManyObjects(file, MostDeep, MostObjects);
        return new(_objects, _depth + 1);
    }

    private sealed class Counter
    {
        public int Count { get; set; }
    }
}
