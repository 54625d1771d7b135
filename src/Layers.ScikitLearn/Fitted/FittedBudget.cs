namespace Layers.ScikitLearn;

/// <summary>Limits the depth and the number of the objects in a file, because an object in a pickle may contain itself.</summary>
internal sealed class FittedBudget
{
    private const int MostDeep = 50;
    private const int MostObjects = 10_000;

    private readonly Counter _objects;
    private readonly int _depth;

    private FittedBudget(Counter objects, int depth) => (_objects, _depth) = (objects, depth);

    public static FittedBudget Of() => new(new Counter(), 0);

    /// <summary>Returns the budget for an object inside another one.</summary>
    /// <exception cref="InvalidDataException">There are too many objects, or they are nested too deep.</exception>
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
