"""Tag on a cluster: Ray Data spreads the documents over the machines, each of which reads and tags them as one machine does."""

from classifier.cluster.batch import ClusterBatch, open_cluster_batch

__all__ = ["ClusterBatch", "open_cluster_batch"]
